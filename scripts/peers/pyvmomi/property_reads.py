"""Reads properties of virtual machines with pyVmomi one after the other, as a loop over the view does: a request for each.

    VSPHERE_PASSWORD=... property_reads.py --machines N HOST PORT USER [PATH...]

Of a path, the property of the machine that holds it is read once for each machine. Without paths it reads all properties
of each. The answer: {"objects": n}.
"""
import json

from login import logged_in, parser
from pyVmomi import vim


def main():
    options = parser()
    options.add_argument("--machines", type=int, required=True)
    options.add_argument("paths", nargs="*")
    options = options.parse_args()
    names = dict.fromkeys(path.split(".")[0] for path in options.paths)
    with logged_in(options) as instance:
        content = instance.RetrieveContent()
        view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
        found = []
        for machine in view.view[: options.machines]:
            wanted = names or [info.name for info in machine._GetPropertyList()]
            properties = {name: getattr(machine, name) for name in wanted}
            found.append([value_at(properties, path) for path in options.paths] or properties)
        view.Destroy()
        print(json.dumps({"objects": len(found)}))


def value_at(properties, path):
    first, *rest = path.split(".")
    value = properties[first]
    for name in rest:
        value = getattr(value, name, None)
    return value


main()
