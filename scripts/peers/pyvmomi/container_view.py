"""Reads properties of all virtual machines with pyVmomi in one RetrieveContents of a container view, and prints how many there were.

    VSPHERE_PASSWORD=... container_view.py HOST PORT USER [PATH...]

Without paths it reads all properties. The answer: {"objects": n}.
"""
import json

from login import logged_in, parser
from pyVmomi import vim, vmodl

collector = vmodl.query.PropertyCollector


def main():
    options = parser()
    options.add_argument("paths", nargs="*")
    options = options.parse_args()
    with logged_in(options) as instance:
        content = instance.RetrieveContent()
        view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
        traversal = collector.TraversalSpec(name="view", path="view", skip=False, type=vim.view.ContainerView)
        wanted = collector.PropertySpec(type=vim.VirtualMachine, all=not options.paths, pathSet=options.paths)
        spec = collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[traversal])], propSet=[wanted]
        )
        found = content.propertyCollector.RetrieveContents([spec])
        view.Destroy()
        print(json.dumps({"objects": len(found)}))


main()
