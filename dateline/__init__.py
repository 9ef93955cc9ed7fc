"""Dateline: news about sanctions as a knowledge graph of dated events."""
