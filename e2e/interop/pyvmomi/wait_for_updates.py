"""Waits for changes of virtual machines with pyVmomi's own property collector, and prints each as one JSON object a line.

    VSPHERE_PASSWORD=... wait_for_updates.py PORT USER COUNT

The first line tells the full state: {"machines": n, "answers": n}. COUNT changes later it logs out and ends.
"""
import json
import os
import sys

from pyVmomi import SoapAdapter, VmomiSupport, vim, vmodl

COLLECTOR = vmodl.query.PropertyCollector
PATHS = ["name", "runtime.powerState"]


def say(value):
    print(json.dumps(value), flush=True)


def changes(collector, version):
    """Object updates from a version on, for ever; None after the last one of an answer that is complete."""
    while True:
        update = collector.WaitForUpdatesEx(version, COLLECTOR.WaitOptions(maxWaitSeconds=10))
        if update is None:
            continue
        for part in update.filterSet:
            yield from part.objectSet
        version = update.version
        if not update.truncated:
            yield None


def main(port, user, count):
    # SmartConnect cannot: it forces a TLS context on loopback addresses.
    version = VmomiSupport.newestVersions.Get("vim")
    stub = SoapAdapter.SoapStubAdapter(url="http://127.0.0.1:%s/sdk" % port, version=version)
    content = vim.ServiceInstance("ServiceInstance", stub).RetrieveContent()
    content.sessionManager.Login(user, os.environ["VSPHERE_PASSWORD"], None)
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    collector = content.propertyCollector.CreatePropertyCollector()
    try:
        traversal = COLLECTOR.TraversalSpec(name="view", path="view", skip=False, type=vim.view.ContainerView)
        collector.CreateFilter(
            COLLECTOR.FilterSpec(
                objectSet=[COLLECTOR.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
                propSet=[COLLECTOR.PropertySpec(type=vim.VirtualMachine, pathSet=PATHS)],
            ),
            False,
        )
        updates = changes(collector, "")
        machines = set()
        for update in iter(updates.__next__, None):
            assert update.kind == "enter" and len(update.changeSet) == len(PATHS)
            machines.add(update.obj._moId)
        say({"machines": len(machines)})
        told = 0
        while told < int(count):
            update = next(updates)
            if update is None:
                continue
            values = {change.name: change.val for change in update.changeSet}
            say({"kind": update.kind, "id": update.obj._moId, "values": values})
            told += 1
    finally:
        collector.DestroyPropertyCollector()
        view.DestroyView()
        content.sessionManager.Logout()


main(*sys.argv[1:])
