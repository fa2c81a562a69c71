"""Changes an estate with pyVmomi, as an operator would, and prints what it did as one JSON object.

    VSPHERE_PASSWORD=... change_estate.py HOST PORT USER

Of the first VMs by name one is renamed and given more processors and memory, one is powered off and given a long
name, and one is removed. A new one is made as a clone of the renamed one.
"""
import json

from login import logged_in, machines, parser
from pyVim.task import WaitForTask
from pyVmomi import vim

LONG_NAME = "stopped until spring, ".ljust(60, "x")


def reference(machine):
    return f"VirtualMachine:{machine._moId}"


def main():
    with logged_in(parser().parse_args()) as instance:
        content = instance.RetrieveContent()
        renamed, stopped, removed = machines(content, key=lambda machine: machine.name)[:3]
        hardware = renamed.config.hardware
        before = {"name": renamed.name, "processors": hardware.numCPU, "memory": hardware.memoryMB}
        answer = {
            "renamed": {"ref": reference(renamed), **before},
            "stopped": {"ref": reference(stopped), "before": stopped.name, "after": LONG_NAME},
            "removed": {"ref": reference(removed), "name": removed.name},
        }
        WaitForTask(renamed.Rename_Task("=renamed"))
        WaitForTask(renamed.ReconfigVM_Task(vim.vm.ConfigSpec(numCPUs=6, memoryMB=2048)))
        WaitForTask(stopped.PowerOffVM_Task())
        WaitForTask(stopped.Rename_Task(LONG_NAME))
        WaitForTask(removed.PowerOffVM_Task())
        WaitForTask(removed.Destroy_Task())
        clone = vim.vm.CloneSpec(location=vim.vm.RelocateSpec(), powerOn=False, template=False)
        WaitForTask(renamed.CloneVM_Task(folder=renamed.parent, name="added", spec=clone))
        answer["added"] = [reference(machine) for machine in machines(content, reference) if machine.name == "added"]
        print(json.dumps(answer))


main()
