"""The people of the demonstration by what they do, as the tests of the browser sign them in."""

# The EPCI.
LEAD = "samir.belkadi@valclair.example"
EPCI_MANAGER = "victor.aubin@valclair.example"
EPCI_CLERK = "louise.tanguy@valclair.example"
EPCI_ADMINISTRATOR = "nadege.picot@valclair.example"
# The département.
AGENT = "claire.vasseur@valclair.example"
HEAD = "paul.remy@valclair.example"
COUNTY_CLERK = "agathe.noiret@valclair.example"
COUNTY_ADMINISTRATOR = "odile.ferrand@valclair.example"
AUDITOR = "basile.courtin@valclair.example"
# Elected at both.
BOTH_SIDES = "jeanne.lefort@valclair.example"
# A commune, and who helps it.
OF_A_COMMUNE = "martin.osmond@valclair.example"
PARTNER = "rosa.guilbert@valclair.example"
