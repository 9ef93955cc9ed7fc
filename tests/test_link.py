"""Names to nodes: what links, what must stay apart, and what stays an honest unlinked mention."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.link import Linker, linker

WEDNESDAY = date(2025, 1, 22)


@pytest.fixture(scope="module")
def link() -> Linker:
    return linker()


def ids(link: Linker, text: str, day: date = WEDNESDAY) -> list[str]:
    return [found.entity_id for found in link.find(text, day)]


# Names that matchers confuse: parents and subsidiaries, namesakes, a state and what is called after it.
CONFUSABLE = [
    ("Gazprom", "Gazprom Neft"),
    ("Gazprom", "Gazprombank"),
    ("Gazprom", "Gazprom Export"),
    ("Gazprom", "Gazprom Germania"),
    ("Gazprom", "Gazprom Media"),
    ("Gazprom", "Gazprom Marketing & Trading"),
    ("Gazprom", "Gazprom Schweiz AG"),
    ("Gazprom", "Gazprom Transgaz Belarus"),
    ("Gazprom Neft", "Gazprombank"),
    ("Gazprom Neft", "Gazprom Neft Trading"),
    ("Rosneft", "Rosneft Trading"),
    ("Rosneft", "Rosneft Deutschland"),
    ("Rosneft", "Rosnefteflot"),
    ("Rosneft", "Russneft"),
    ("Rosneft", "Bashneft"),
    ("Lukoil", "Litasco"),
    ("Lukoil", "Lukoil International"),
    ("Lukoil", "Lukoil Neftochim Burgas"),
    ("Lukoil", "Petrotel-Lukoil"),
    ("Sberbank", "Sberbank CIB"),
    ("Sberbank", "Sberbank Europe"),
    ("VTB", "VTB Capital"),
    ("Bank Rossiya", "Bank of Russia"),
    ("Bank Rossiya", "Rossiya Segodnya"),
    ("Alfa-Bank", "Alfa Group"),
    ("Novatek", "Arctic LNG 2"),
    ("Arctic LNG 1", "Arctic LNG 2"),
    ("Nord Stream 1", "Nord Stream 2"),
    ("Nord Stream", "Nord Stream 2"),
    ("Nord Stream 2", "Nord Stream 2 AG"),
    ("Nord Stream AG", "Nord Stream 2 AG"),
    ("Sovcomflot", "Sovcombank"),
    ("Rostec", "Rosoboronexport"),
    ("Rosatom", "Rostec"),
    ("Raiffeisen Bank International", "Raiffeisenbank Russia"),
    ("Huawei", "HiSilicon"),
    ("Huawei", "Huawei Marine Networks"),
    ("ByteDance", "TikTok"),
    ("Tencent", "WeChat"),
    ("CNPC", "PetroChina"),
    ("CNOOC", "CNPC"),
    ("COSCO", "COSCO Shipping Tanker (Dalian)"),
    ("Bank of China", "People's Bank of China"),
    ("Bank of China", "Agricultural Bank of China"),
    ("China", "Bank of China"),
    ("China Mobile", "China Telecom"),
    ("China", "Republic of China"),
    ("National Iranian Oil Company", "National Iranian Tanker Company"),
    ("National Iranian Gas Company", "National Iranian Gas Export Company"),
    ("Iran Air", "Mahan Air"),
    ("Iran", "Iran Air"),
    ("Bank Melli", "Bank Mellat"),
    ("Bank Sepah", "Bank Saderat"),
    ("Islamic Revolutionary Guard Corps", "Quds Force"),
    ("PDVSA", "Citgo"),
    ("Al-Qaeda", "Al-Qaeda in the Arabian Peninsula"),
    ("Islamic State", "Islamic Republic"),
    ("Palestinian Islamic Jihad", "Palestinian Authority"),
    ("Taliban", "Pakistani Taliban"),
    ("Taliban", "Tehrik-e-Taliban"),
    ("Islamic State", "Islamic State West Africa Province"),
    ("Tay Za", "Pye Phyo Tay Za"),
    ("Myanma Economic Holdings", "Myanmar Economic Corporation"),
    ("Belarusbank", "Belinvestbank"),
    ("Belaruskali", "Belarusian Potash Company"),
    ("Chelsea FC", "Chelsea Clinton"),
    ("North Korea", "South Korea"),
    ("Sudan", "South Sudan"),
    ("Guinea", "Equatorial Guinea"),
    ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Papua New Guinea"),
    ("Niger", "Nigeria"),
    ("Democratic Republic of the Congo", "Republic of the Congo"),
    ("Dominica", "Dominican Republic"),
    ("Ireland", "Northern Ireland"),
    ("Cyprus", "Northern Cyprus"),
    ("Mongolia", "Inner Mongolia"),
    ("Georgia", "South Georgia"),
    ("Mexico", "New Mexico"),
    ("Jersey", "New Jersey"),
    ("Jordan", "Michael Jordan"),
    ("Chad", "Chad Wolf"),
    ("Israel", "Israel Katz"),
    ("Washington", "Washington Post"),
    ("Washington", "Washington state"),
    ("Washington", "Denzel Washington"),
    ("Moscow", "Moscow Exchange"),
    ("Beijing", "Beijing Olympics"),
    ("Joe Biden", "Hunter Biden"),
    ("Donald Trump", "Eric Trump"),
    ("Trump", "Trump Organization"),
    ("Vladimir Putin", "Igor Putin"),
    ("Bashar al-Assad", "Asma al-Assad"),
    ("Nicolas Maduro", "Nicolas Maduro Guerra"),
    ("Arkady Rotenberg", "Boris Rotenberg"),
    ("Ali Khamenei", "Mojtaba Khamenei"),
    ("Ajay Gupta", "Atul Gupta"),
    ("European Council", "Council of Europe"),
    ("European Council", "Council of the European Union"),
    ("European Commission", "European Council"),
    ("International Criminal Court", "International Court of Justice"),
    ("U.S. Treasury", "HM Treasury"),
    ("UN Security Council", "National Security Council"),
    ("OPEC", "OPEC+"),
    ("United Nations", "UN Security Council"),
    ("State Department", "Islamic State"),
    ("Bank of England", "Bank of America"),
]


def test_the_confusable_pairs_are_many() -> None:
    assert len({frozenset(pair) for pair in CONFUSABLE}) >= 60


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id=" / ".join(pair)) for pair in CONFUSABLE])
def test_confusable_names_stay_apart(link: Linker, one: str, other: str) -> None:
    assert link.entity(one, WEDNESDAY).id != link.entity(other, WEDNESDAY).id
    in_text = [ids(link, f"Officials said that {name} was on the list.") for name in (one, other)]
    assert in_text[0] != in_text[1]


PHRASES = [
    # states, spellings, seats
    ("the United States", "united-states"),
    ("U.S.", "united-states"),
    ("the US", "united-states"),
    ("Washington", "united-states"),
    ("America", "united-states"),
    ("Moscow", "russia"),
    ("the Russian Federation", "russia"),
    ("Kiev", "ukraine"),
    ("Türkiye", "turkey"),
    ("Burma", "myanmar"),
    ("the Democratic People's Republic of Korea", "north-korea"),
    ("Pyongyang", "north-korea"),
    ("Tehran", "iran"),
    ("Beijing", "china"),
    ("Brussels", "european-union"),
    ("the EU", "european-union"),
    ("the 27-nation bloc", "european-union"),
    ("the Kremlin", "kremlin"),
    ("the White House", "white-house"),
    ("Downing Street", "downing-street"),
    # governments
    ("the Belarusian government", "belarus-government"),
    ("the government of Belarus", "belarus-government"),
    ("Iranian authorities", "iran-government"),
    ("the Biden administration", "us-government"),
    ("the Trump administration", "us-government"),
    ("the Maduro regime", "venezuela-government"),
    ("Lukashenko's regime", "belarus-government"),
    ("Justin Trudeau's government", "canada-government"),
    ("the Swiss government", "switzerland-government"),
    # branches
    ("the U.S. Treasury Department", "us-treasury"),
    ("the United States Department of the Treasury", "us-treasury"),
    ("Treasury", "us-treasury"),
    ("the British Treasury", "hm-treasury"),
    ("the Treasury Department's Office of Foreign Assets Control", "ofac"),
    ("Ofac", "ofac"),
    ("the Commerce Department's Bureau of Industry and Security", "us-bis"),
    ("the U.S. State Department", "us-state-department"),
    ("the Russian foreign ministry", "russia-foreign-ministry"),
    ("China's Commerce Ministry", "china-commerce-ministry"),
    ("the Thai Foreign Ministry", "thailand-foreign-ministry"),
    ("Russia's central bank", "bank-of-russia"),
    ("Nigeria's central bank", "nigeria-central-bank"),
    ("the U.S. House of Representatives", "us-house"),
    ("the Foreign, Commonwealth and Development Office", "uk-foreign-office"),
    ("Ukraine's National Security and Defense Council", "ukraine-nsdc"),
    ("the 15-member U.N. Security Council", "un-security-council"),
    ("the UN's nuclear watchdog", "iaea"),
    ("Iran's Revolutionary Guards", "irgc"),
    # offices and persons
    ("the U.S. president", "donald-trump"),
    ("British Prime Minister", "keir-starmer"),
    ("the EU's top diplomat", "kaja-kallas"),
    ("the Kremlin spokesman", "dmitry-peskov"),
    ("U.S. President Donald Trump", "donald-trump"),
    ("President-elect Donald Trump", "donald-trump"),
    ("former President Joe Biden", "joe-biden"),
    ("Treasury Secretary Scott Bessent", "scott-bessent"),
    ("Ukrainian President Volodymyr Zelenskyy", "volodymyr-zelensky"),
    ("President Nicolás Maduro", "nicolas-maduro"),
    ("Turkish President Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
    ("Putin", "vladimir-putin"),
    ("Mr. Lavrov", "sergei-lavrov"),
    ("Iranian Foreign Ministry spokesman Esmail Baghaei", "esmail-baghaei"),
    ("Russian oligarch Oleg Deripaska", "oleg-deripaska"),
    ("Huawei CFO Meng Wanzhou", "meng-wanzhou"),
    ("the acting Venezuelan president", "unlinked-acting-venezuelan-president"),
    ("the former U.S. president", "unlinked-former-us-president"),
    ("Iran's oil minister", "iran-oil-minister"),
    ("Trump's nominee for ambassador", "donald-trump-nominee-ambassador"),
    ("President Vladimir Putin's daughters", "vladimir-putin-daughters"),
    ("the wife of Vladimir Putin", "vladimir-putin-wife"),
    # firms, groups, vessels
    ("Russian state-owned bank VTB", "vtb"),
    ("Chinese telecoms giant Huawei", "huawei"),
    ("Huawei Technologies Co Ltd", "huawei"),
    ("Surgutneftegaz", "surgutneftegas"),
    ("PJSC Lukoil", "lukoil"),
    ("Venezuela's state-owned oil company PDVSA", "pdvsa"),
    ("the Nord Stream 2 pipeline", "nord-stream-2"),
    ("the tanker Eventin", "eventin"),
    ("Hizballah", "hezbollah"),
    ("Yemen's Houthis", "houthis"),
    ("Rwanda-backed M23 rebels", "m23"),
    ('sanctions-busting "shadow fleet" vessels', "shadow-fleet"),
    ("the Wagner mercenary group", "wagner-group"),
    ("al-Qaida", "al-qaeda"),
    # compounds and groups
    ("Russia's energy sector", "russia-energy-sector"),
    ("Russian energy companies", "russia-energy-companies"),
    ("seven other Chinese officials", "china-officials"),
    ("officials from Iran", "iran-officials"),
    ("two Gazprom subsidiaries", "gazprom-subsidiaries"),
    ("subsidiaries of Gazprom", "gazprom-subsidiaries"),
    ("13 Russians", "russia-nationals"),
    ("Iran's nuclear program", "iran-nuclear-program"),
    ("Russian LNG", "russia-lng"),
    ("oil exports from Iran", "iran-oil-exports"),
    ("exports to Russia", "russia-exports-to"),
    ("four ICC judges", "international-criminal-court-judges"),
    ("Twenty-two Russian banks", "russia-banks"),
    ("Russian and Crimean officials", "russia-and-crimean-officials"),
    ("Mali's sanctions regime", "mali-sanctions-regime"),
    ("Iran's transitional government", "iran-government"),
    ("the Ministry of Justice of Belarus", "belarus-justice-ministry"),
    ("Keremet Bank of Kyrgyzstan", "keremet-bank"),
    # what the gazetteer does not know
    ("Development Bank of Angola", "unlinked-development-bank-of-angola"),
    ("Executive Order 14024", "unlinked-executive-order-14024"),
    ("Syrian singer Omar Souleyman", "unlinked-omar-souleyman"),
    ("Gazprom Export Schweiz GmbH", "unlinked-gazprom-export-schweiz-gmbh"),
    ("Hunter Mill", "unlinked-hunter-mill"),
    ("a Chinese company", "unlinked-chinese-company"),
    ("nearly 300 individuals and entities", "unlinked-individuals-and-entities"),
    ("us", "unlinked-us"),
]


@pytest.mark.parametrize(("phrase", "id_"), [pytest.param(*case, id=case[0]) for case in PHRASES])
def test_noun_phrase_means(link: Linker, phrase: str, id_: str) -> None:
    assert link.entity(phrase, WEDNESDAY).id == id_


@pytest.mark.parametrize(
    ("phrase", "day", "id_"),
    [
        ("the U.S. president", date(2003, 5, 1), "george-w-bush"),
        ("the U.S. president", date(2014, 3, 20), "barack-obama"),
        ("the U.S. president", date(2025, 1, 19), "joe-biden"),
        ("the U.S. secretary of state", date(2018, 7, 1), "mike-pompeo"),
        ("the Russian president", date(2009, 1, 1), "dmitry-medvedev"),
        ("Bush", date(2006, 1, 1), "george-w-bush"),
        ("Clinton", date(2011, 1, 1), "hillary-clinton"),
        ("Kim", date(2017, 9, 1), "kim-jong-un"),
        ("Castro", date(2004, 1, 1), "fidel-castro"),
        ("Castro", date(2014, 12, 17), "raul-castro"),
        ("Trump", date(2004, 1, 1), "unlinked-trump"),
        ("Prime Minister May", date(2018, 3, 14), "theresa-may"),
        ("May", date(2018, 3, 14), "unlinked-may"),
    ],
)
def test_what_a_name_means_depends_on_the_day(link: Linker, phrase: str, day: date, id_: str) -> None:
    assert link.entity(phrase, day).id == id_


def test_group_keeps_its_number_country_and_parent(link: Linker) -> None:
    officials = link.entity("seven other Chinese officials", WEDNESDAY)
    assert (officials.type, officials.count, officials.country, officials.part_of) == (
        "group",
        7,
        "CN",
        "china",
    )
    assert officials.label == "Chinese officials"
    assert officials.text == "seven other Chinese officials"


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("183 vessels", 183),
        ("five Iranian companies", 5),
        ("Twenty-one Western insurers", 21),
        ("more than two dozen subsidiaries", 24),
        ("hundreds of Russian officials", None),
        ("the 27-nation bloc", None),
        ("two of Russia's largest oil companies", 2),
        ("Arctic LNG 2", None),
    ],
)
def test_number_in_front_is_the_count(link: Linker, phrase: str, count: int | None) -> None:
    assert link.entity(phrase, WEDNESDAY).count == count


def test_sector_is_part_of_its_state(link: Linker) -> None:
    sector = link.entity("Russia's energy sector", WEDNESDAY)
    assert (sector.type, sector.country, sector.part_of) == ("sector", "RU", "russia")
    assert sector.label == "Russia's energy sector"


@pytest.mark.parametrize(
    ("phrase", "label", "type_", "country"),
    [
        ("Syria's oil minister Yusuf Qandil", "Yusuf Qandil", "person", "SY"),
        ("Russian Deputy Defense Minister Timur Ivanov", "Timur Ivanov", "person", "RU"),
        ("the Chinese firm Blue Harbour Technology", "Blue Harbour Technology", "organisation", "CN"),
        ("the Iranian tanker Golden Dawnlight", "Golden Dawnlight", "vessel", "IR"),
        ("further new sanctions", "sanctions", "thing", None),
        ("more than 100 companies", "companies", "group", None),
    ],
)
def test_unlinked_mention_is_tidy(
    link: Linker, phrase: str, label: str, type_: str, country: str | None
) -> None:
    entity = link.entity(phrase, WEDNESDAY)
    assert not entity.linked
    assert (entity.label, entity.type, entity.country) == (label, type_, country)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Washington imposed sanctions on Gazprom Neft.", ["united-states", "gazprom-neft"]),
        ("Talks were held in Washington on Friday.", ["washington"]),
        ("The Washington Post said so.", ["washington-post"]),
        ("George Washington never knew.", []),
        ("He flew to Seattle, in Washington state.", ["washington-state"]),
        ("U.S.-led forces and EU-wide rules", ["united-states", "european-union"]),
        ("a Russian-flagged tanker of the U.S.'s rival", ["russia", "united-states"]),
        ("Iran’s Bank Melli, and Iran’s banks", ["iran", "bank-melli", "iran"]),
        ("They told us that it is over.", []),
        ("He paid US$5 million.", []),
        ("Jim Jordan asked Jordan for help.", ["jordan"]),
        ("Republicans in Georgia met in Atlanta.", ["us-republican-party"]),
        ("Georgia arrested two Georgians.", ["georgia", "georgia"]),
        ("Visa bans were lifted for Belarus.", ["belarus"]),
        ("Leila de Lima was freed in Manila.", ["manila"]),
        (
            "U.S. President Barack Obama met President Putin.",
            ["united-states", "barack-obama", "vladimir-putin"],
        ),
        ("German Foreign Minister Xaver Huber spoke.", ["germany"]),
        ("Vice-President of the European Commission Kaja Kallas", ["european-commission", "kaja-kallas"]),
        ("President of Russia Vladimir Putin", ["russia", "vladimir-putin"]),
        ("The ex-president of Russia, the Russian president", ["russia", "vladimir-putin"]),
        ("Assad-linked firms and Hezbollah-backed groups", ["bashar-al-assad", "hezbollah"]),
        ("al-Shabaab and the Al-Nusra Front", ["al-shabaab", "al-nusra-front"]),
        ("Pye Phyo Tay Za was listed.", ["pye-phyo-tay-za"]),
        (
            "head of the Sudanese Armed Forces Abdel Fattah al-Burhan",
            ["sudan-armed-forces", "abdel-fattah-al-burhan"],
        ),
        ("Abd al-Khaliq al-Houthi spoke to the Houthis.", ["houthis"]),
        ("The Trump-Putin summit failed.", ["donald-trump", "vladimir-putin"]),
        ("Mahmood Bashir-ud-Din was named.", []),
        ("TRUMP THREATENS RUSSIA WITH NEW SANCTIONS", ["donald-trump", "russia"]),
        ("Gazprom Faces New Sanctions From Britain", ["gazprom", "united-kingdom"]),
    ],
)
def test_names_found_in_running_text(link: Linker, sentence: str, expected: list[str]) -> None:
    assert ids(link, sentence) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gazprom", "name"),
        ("OFAC", "acronym"),
        ("Moscow said no", "metonym"),
        ("Russian firms", "demonym"),
        ("the U.S. president said", "office"),
    ],
)
def test_kind_says_how_the_name_was_read(link: Linker, text: str, kind: str) -> None:
    assert [found.kind for found in link.find(text, WEDNESDAY)] == [kind]


def test_entries_by_id(link: Linker) -> None:
    entry = link.by_id("gazprom-neft")
    assert entry is not None
    assert (entry.label, entry.type, entry.country, entry.part_of) == (
        "Gazprom Neft",
        "company",
        "RU",
        "gazprom",
    )
    assert link.by_id("no-such-thing") is None


@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_text_gives_matches_inside_it(text: str, day: date) -> None:
    end = 0
    for found in linker().find(text, day):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "of",
                "Russia's",
                "Russian",
                "7",
                "Gazprom",
                "Putin",
                ",",
                "and",
                "-",
                "officials",
                "banks",
                "U.S.",
                "bank's",
            ]
        )
    )
)
def test_any_phrase_gives_an_entity(words: list[str]) -> None:
    entity = linker().entity(" ".join(words), WEDNESDAY)
    assert entity.id
    assert entity.text == " ".join(words)


def test_finding_is_quick(link: Linker) -> None:
    sentences = [
        f"The U.S. Treasury imposed sanctions on {one} and {other} on Friday." for one, other in CONFUSABLE
    ]
    started = time.process_time()
    for sentence in sentences:
        link.find(sentence, WEDNESDAY)
    assert (time.process_time() - started) / len(sentences) < 0.003  # thirty times what a quiet machine needs
