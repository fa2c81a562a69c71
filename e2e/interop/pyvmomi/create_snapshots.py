"""Takes snapshots with pyVmomi, as an operator would, and prints what the server then says of them as one JSON object.

    VSPHERE_PASSWORD=... create_snapshots.py HOST PORT USER COUNT...

COUNT is how many the first, second, ... VM gets; the answer: {"vm-12": [times of its snapshots], ...}.
"""
import json

from login import logged_in, machines, parser
from pyVim.task import WaitForTask


def times(tree):
    for snapshot in tree:
        yield snapshot.createTime.isoformat()
        yield from times(snapshot.childSnapshotList)


def main():
    arguments = parser()
    arguments.add_argument("counts", nargs="+", type=int)
    options = arguments.parse_args()
    with logged_in(options) as instance:
        content = instance.RetrieveContent()
        found = {}
        for machine, count in zip(machines(content, key=lambda each: each._moId), options.counts):
            for number in range(count):
                WaitForTask(machine.CreateSnapshot_Task(f"snapshot {number}", "", False, False), si=instance)
            if machine.snapshot:
                found[machine._moId] = list(times(machine.snapshot.rootSnapshotList))
        print(json.dumps(found))


main()
