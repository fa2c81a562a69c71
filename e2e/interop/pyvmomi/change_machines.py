"""Changes virtual machines with pyVmomi, as another operator would, and prints when each change was done.

    VSPHERE_PASSWORD=... change_machines.py HOST PORT USER CHANGE...

A CHANGE is rename:NAME:NEW, off:NAME, create:LIKE:NEW (in the folder and pool, and on the host, of LIKE) or delete:NAME.
"""
import json
import time

from login import logged_in, machines, parser
from pyVmomi import vim


def wait(task):
    while task.info.state in (vim.TaskInfo.State.queued, vim.TaskInfo.State.running):
        time.sleep(0.02)
    if task.info.state != vim.TaskInfo.State.success:
        raise RuntimeError(str(task.info.error))


def start(content, change):
    what, name, *more = change.split(":")
    machine = {each.name: each for each in machines(content, key=lambda each: each.name)}[name]
    if what == "rename":
        return machine.Rename_Task(more[0])
    if what == "off":
        return machine.PowerOffVM_Task()
    if what == "delete":
        return machine.Destroy_Task()
    config = vim.vm.ConfigSpec(
        name=more[0],
        guestId="otherGuest",
        numCPUs=3,
        memoryMB=512,
        files=vim.vm.FileInfo(vmPathName="[%s]" % machine.datastore[0].name),
    )
    return machine.parent.CreateVM_Task(config, machine.resourcePool, machine.runtime.host)


def main():
    arguments = parser()
    arguments.add_argument("changes", nargs="+")
    options = arguments.parse_args()
    with logged_in(options) as instance:
        done = {}
        for change in options.changes:
            wait(start(instance.RetrieveContent(), change))
            done[change] = time.time()
        print(json.dumps(done))


main()
