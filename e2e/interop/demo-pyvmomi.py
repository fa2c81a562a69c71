"""Reads a demo vCenter with pyVmomi, the way operators' scripts do, and prints one JSON object.

usage: demo-pyvmomi.py HOST PORT USER PASSWORD

Types are counted three ways: by container view and all properties, by pages of a few paths, and by walking the object
tree attribute by attribute. The program fails where they disagree.
"""

import json
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree

from pyVmomi import SoapAdapter, VmomiSupport, vim, vmodl

TYPES = [
    vim.Datacenter,
    vim.Folder,
    vim.ClusterComputeResource,
    vim.ComputeResource,
    vim.HostSystem,
    vim.ResourcePool,
    vim.VirtualApp,
    vim.Datastore,
    vim.StoragePod,
    vim.Network,
    vim.dvs.DistributedVirtualPortgroup,
    vim.DistributedVirtualSwitch,
    vim.VirtualMachine,
]
PATHS = {
    vim.VirtualMachine: ["name", "runtime.powerState", "config.hardware.memoryMB", "guest.ipAddress", "parentVApp"],
    vim.HostSystem: ["name", "summary.hardware.memorySize", "runtime.connectionState"],
}
PROPERTIES = vmodl.query.PropertyCollector


def connect(host, port, user, password):
    """Logs in over plain HTTP. SmartConnect cannot: it forces a TLS context on loopback addresses."""
    url = "http://%s:%d/sdk" % (host, port)
    version = VmomiSupport.newestVersions.Get("vim")
    with urllib.request.urlopen(url + "/vimServiceVersions.xml") as answer:
        offered = [element.text for element in ElementTree.parse(answer).iter("version")]
    if VmomiSupport.versionIdMap[version] not in offered:
        raise SystemExit("the server does not offer API version %s" % VmomiSupport.versionIdMap[version])
    stub = SoapAdapter.SoapStubAdapter(url=url, version=version)
    service = vim.ServiceInstance("ServiceInstance", stub)
    content = service.RetrieveContent()
    content.sessionManager.Login(user, password, None)
    return service, content


def filter_spec(view, kind, paths):
    traversal = PROPERTIES.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    return PROPERTIES.FilterSpec(
        objectSet=[PROPERTIES.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
        propSet=[PROPERTIES.PropertySpec(type=kind, all=paths is None, pathSet=paths or [])],
    )


def row_type(obj):
    """The kind of row an object is, which is its class except for a few that are shown with their base class."""
    name = obj._wsdlName
    return {"OpaqueNetwork": "Network", "VmwareDistributedVirtualSwitch": "DistributedVirtualSwitch"}.get(name, name)


def count(counts, obj, is_template=False):
    name = "Template" if is_template else row_type(obj)
    counts[name] = counts.get(name, 0) + 1


def read_everything(content, kind):
    """All properties of everything of a type, in one answer of the older method."""
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    try:
        return content.propertyCollector.RetrieveContents([filter_spec(view, kind, None)])
    finally:
        view.DestroyView()


def read_pages(content, kind, paths):
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    try:
        options = PROPERTIES.RetrieveOptions(maxObjects=30)
        page = content.propertyCollector.RetrievePropertiesEx([filter_spec(view, kind, paths)], options)
        while page:
            yield from page.objects
            page = page.token and content.propertyCollector.ContinueRetrievePropertiesEx(page.token)
    finally:
        view.DestroyView()


def walk(entity, found):
    """Everything below an entity, found by attribute access alone."""
    children = []
    if isinstance(entity, vim.Folder):
        children = list(entity.childEntity)
    elif isinstance(entity, vim.Datacenter):
        children = [entity.vmFolder, entity.hostFolder, entity.datastoreFolder, entity.networkFolder]
    elif isinstance(entity, vim.ComputeResource):
        children = list(entity.host) + [entity.resourcePool]
    elif isinstance(entity, vim.ResourcePool):
        children = list(entity.resourcePool) + list(entity.vm)
    for child in children:
        if child._moId not in found:
            found[child._moId] = child
            walk(child, found)


def main(host, port, user, password):
    service, content = connect(host, int(port), user, password)
    try:
        by_view = {}
        missing = 0
        devices = {}
        for kind in TYPES:
            for item in read_everything(content, kind):
                # A view of a type also holds its subtypes; each is counted where it is asked for by its own name.
                if kind not in (vim.Network, vim.DistributedVirtualSwitch) and type(item.obj) is not kind:
                    continue
                if kind is vim.Network and isinstance(item.obj, vim.dvs.DistributedVirtualPortgroup):
                    continue
                values = {one.name: one.val for one in item.propSet}
                assert values["name"] is not None
                missing += len(item.missingSet)
                config = values.get("config") if kind is vim.VirtualMachine else None
                for device in config.hardware.device if config else []:
                    devices[device._wsdlName] = devices.get(device._wsdlName, 0) + 1
                count(by_view, item.obj, bool(config and config.template))

        by_pages = {kind._wsdlName: sum(1 for _ in read_pages(content, kind, paths)) for kind, paths in PATHS.items()}

        found = {}
        walk(content.rootFolder, found)
        by_walk = {}
        for entity in found.values():
            config = entity.config if isinstance(entity, vim.VirtualMachine) and not restricted(entity) else None
            count(by_walk, entity, bool(config and config.template))

        assert service.CurrentTime().tzinfo is not None
        session = content.sessionManager.currentSession
        print(
            json.dumps(
                {
                    "apiVersion": content.about.apiVersion,
                    "instanceUuid": content.about.instanceUuid,
                    "user": session.userName,
                    "byView": by_view,
                    "byPages": by_pages,
                    "byWalk": by_walk,
                    "missing": missing,
                    "devices": devices,
                }
            )
        )
    finally:
        content.sessionManager.Logout()


def restricted(machine):
    """Whether this account may not read the configuration."""
    try:
        return machine.config is None
    except vmodl.fault.SecurityError:
        return True


if __name__ == "__main__":
    main(*sys.argv[1:])
