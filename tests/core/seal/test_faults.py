from prongsai.core.fault import Fault
from prongsai.core.seal import faults

FAULTS = [fault for fault in vars(faults).values() if isinstance(fault, Fault)]


def test_every_fault_has_its_own_id_and_speaks_both_languages() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) > 10
    for fault in FAULTS:
        assert fault.id.startswith("seal.")
        assert all((fault.why.th, fault.why.en, fault.remedy.th, fault.remedy.en))
