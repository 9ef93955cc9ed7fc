"""Events as a graph: the event record, RDF, merging, SPARQL, networkx and the HTML views."""
