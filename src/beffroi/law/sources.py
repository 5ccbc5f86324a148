"""The texts and rulings that the rules cite; how sure we are of each is kept with it."""

from datetime import date

from beffroi.law.reckoning import Certainty, Source

READ, KNOWN, UNSURE = Certainty.READ, Certainty.KNOWN, Certainty.UNSURE
REFORM_OF_2022 = date(2022, 7, 1)
VIDEO_SINCE = date(2022, 8, 1)
LAST_DAY_BEFORE_2026_NUMBERS = date(2025, 12, 31)


def cgct(
    article: str, certainty: Certainty = READ, since: date | None = None, until: date | None = None
) -> Source:
    """Cite the Code général des collectivités territoriales."""
    return Source("CGCT", article, certainty, since, until)


def ruling(reference: str, certainty: Certainty = READ) -> Source:
    """Cite the Conseil d’État."""
    return Source("CE", reference, certainty)


# Convocation
C_SMALL_CONVOCATION = cgct("L2121-11")
C_LARGE_CONVOCATION = cgct("L2121-12")
C_FIRST_MEETING = cgct("L2121-7")
E_CONVOCATION = cgct("L5211-1", since=date(2020, 3, 1))
E_CONVOCATION_BEFORE = cgct("L5211-1", UNSURE, until=date(2020, 2, 29))
E_CONVOCATION_RULING = ruling("22 juillet 2015, n° 383072")
D_CONVOCATION = cgct("L3121-19")
SC_CONVOCATION = cgct("L3121-19-1", UNSURE)
BUREAU_DELEGATION = cgct("L5211-10", UNSURE)

# Quorum
C_QUORUM = cgct("L2121-17")
E_AS_COMMUNE = cgct("L5211-1")
D_QUORUM = cgct("L3121-14")
SC_QUORUM = cgct("L3121-14-1")
ALSACE_MOSELLE_QUORUM = cgct("L2541-4", UNSURE)
SECOND_CONVOCATION_RULING = ruling("16 juin 1997, Pfister, n° 142691")
INTERESTED_RULING = ruling("19 janvier 1983, Chauré")
EXCLUDED_MEMBERS = cgct("L1111-6")
E_VIDEO = cgct("L5211-11-1", since=VIDEO_SINCE)
D_VIDEO = cgct("L3121-9-1", since=VIDEO_SINCE)

# Proxies and votes
C_PROXIES = cgct("L2121-20")
D_PROXIES = cgct("L3121-16")
D_PROXIES_FOR_SC = cgct("L3121-16", UNSURE)
C_VOTES = cgct("L2121-20")
C_VOTES_FOR_BUREAU = cgct("L2121-20", UNSURE)
D_VOTES = cgct("L3121-15")
D_VOTES_FOR_SC = cgct("L3121-15", UNSURE)
ACCOUNTS = cgct("L1612-12", until=LAST_DAY_BEFORE_2026_NUMBERS)
ACCOUNTS_SINCE_2026 = Source(
    "Ordonnance 2025-526", "article qui succède à l’art. L1612-12 du CGCT", UNSURE, date(2026, 1, 1)
)
ACCOUNTS_CHAIR = cgct("L2121-14")
C_BALLOTS = cgct("L2121-21", KNOWN)
C_BALLOTS_FOR_BUREAU = cgct("L2121-21", UNSURE)
C_CLOSED_SESSION = cgct("L2121-18", KNOWN)
E_CLOSED_SESSION = cgct("L5211-11")
E_CLOSED_SESSION_FOR_BUREAU = cgct("L5211-11", UNSURE)
D_CLOSED_SESSION = cgct("L3121-11")
D_CLOSED_SESSION_FOR_SC = cgct("L3121-11", UNSURE)
INTEREST_C = cgct("L2131-11")

# Papers
WEEKLY_LIST = cgct("L2121-25", since=REFORM_OF_2022)

# Becoming enforceable, appeals
C_ENFORCEABLE = cgct("L2131-1")
E_ENFORCEABLE = cgct("L5211-3", KNOWN)
D_ENFORCEABLE = cgct("L3131-1")
C_TRANSMITTED = cgct("L2131-2")
D_TRANSMITTED = cgct("L3131-2")
SIGNED_TOO_EARLY = ruling("avis, 10 juin 1996, n° 176873")
GRANT_IS_INDIVIDUAL = ruling("4 octobre 2021, n° 438695")
APPEAL = Source("Code de justice administrative", "R421-1", READ)
POSTED_IN_TIME = ruling("30 juin 2025, n° 494573")
ADMINISTRATIVE_APPEAL = Source("CRPA", "L411-2", READ)
SILENCE = Source("CRPA", "L231-4", READ)
NEW_DELAY_RULING = ruling("8 juin 2016, n° 387547")
PREFECT_C = cgct("L2131-6", KNOWN)
PREFECT_D = cgct("L3132-1", KNOWN)
PREFECT_RESTART = ruling("15 mai 2013, n° 357031")

# Money
OWN_SHARE = cgct("L1111-10")
OWN_SHARE_EXCEPTION = cgct("L1111-10, exceptions", UNSURE)
FONDS_DE_CONCOURS = cgct("L5216-5")
IMPACT_STUDY = (cgct("L1611-9"), cgct("D1611-35"))
IMPACT_STUDY_WITH_AMOUNT = (cgct("L1611-9"), cgct("D1611-35", UNSURE))
LEAD = cgct("L1111-9")
LEAD_UNSURE = cgct("L1111-9", UNSURE)
FINAL_PAYMENT_CLAUSE = Source("Convention d’attribution", "clause du solde", KNOWN)
CONDITIONS_AT_AWARD = ruling("27 mai 2021, n° 433660")
CONTRADICTORY_PROCEDURE = Source("CRPA", "L122-1", READ)
D_ROUNDS = cgct("L2121-21", UNSURE)
