"""A service measured: its answers, scored, beside the published sites, with the evidence on its weak points.

Everything here is handed values and gives values. What is stored about the measure is asked of an engine;
what a service answers is never stored anywhere.

>>> import determinants
>>> from determinants.service import measure
>>> asked = measure.instrument(determinants.open_graph().ask)
>>> len(asked.items), asked.highest
(8, 24)
>>> [(site.label, measure.total(site)) for site in asked.published][:2]
[('Beer Sheva', 19), ('Dar es Salaam', 10)]
"""

from determinants.service.measure.answering import Answered, Sheet, answered, meant, said
from determinants.service.measure.forms import filled, form, own
from determinants.service.measure.instrument import Factor, Instrument, Item, Published, instrument, total
from determinants.service.measure.scoring import Occasion, Service, scored, services, unnamed

__all__ = [
    "Answered",
    "Factor",
    "Instrument",
    "Item",
    "Occasion",
    "Published",
    "Service",
    "Sheet",
    "answered",
    "filled",
    "form",
    "instrument",
    "meant",
    "own",
    "said",
    "scored",
    "services",
    "total",
    "unnamed",
]
