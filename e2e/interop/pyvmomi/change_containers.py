"""Changes datacenters and the folders they lie in with pyVmomi, as another operator would.

    VSPHERE_PASSWORD=... change_containers.py HOST PORT USER CHANGE...

A CHANGE is folder:BELOW:NAME or datacenter:BELOW:NAME (BELOW is a folder, and the root folder where it is empty),
rename:NAME:NEW or delete:NAME.
"""
from login import logged_in, parser
from pyVim.task import WaitForTask
from pyVmomi import vim


def containers(content):
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.Datacenter, vim.Folder], True)
    try:
        return {"": content.rootFolder, **{each.name: each for each in view.view}}
    finally:
        view.Destroy()


def change(content, what, name, new=None):
    container = containers(content)[name]
    if what == "folder":
        container.CreateFolder(new)
    elif what == "datacenter":
        container.CreateDatacenter(new)
    elif what == "rename":
        WaitForTask(container.Rename_Task(new))
    else:
        WaitForTask(container.Destroy_Task())


def main():
    arguments = parser()
    arguments.add_argument("changes", nargs="+")
    options = arguments.parse_args()
    with logged_in(options) as instance:
        for each in options.changes:
            change(instance.RetrieveContent(), *each.split(":"))


main()
