"""Reads managed objects with pyVmomi, as any other client would, and prints what it found as one JSON object.

    VSPHERE_PASSWORD=... read_types.py HOST PORT USER [--plain] [--properties all|name] [--page N] TYPE...

The answer: {"about": {...}, "types": {TYPE: {"count": n, "properties": n, "names": [the first three]}}, "missing": n}.
"""
import json

from login import logged_in, parser
from pyVmomi import vim, vmodl


def arguments():
    result = parser()
    result.add_argument("types", nargs="+")
    result.add_argument("--plain", action="store_true", help="http instead of https")
    result.add_argument("--properties", choices=["all", "name"], default="name")
    result.add_argument("--page", type=int, default=100)
    return result.parse_args()


def pages(content, type_, options):
    """Every ObjectContent of one type, through a container view and pages of --page objects."""
    collector = content.propertyCollector
    view = content.viewManager.CreateContainerView(content.rootFolder, [type_], True)
    try:
        traversal = vmodl.query.PropertyCollector.TraversalSpec(
            name="view", path="view", skip=False, type=vim.view.ContainerView
        )
        wanted = vmodl.query.PropertyCollector.PropertySpec(type=type_, all=options.properties == "all")
        if not wanted.all:
            wanted.pathSet = ["name"]
        spec = vmodl.query.PropertyCollector.FilterSpec(
            objectSet=[vmodl.query.PropertyCollector.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
            propSet=[wanted],
        )
        page = collector.RetrievePropertiesEx([spec], vmodl.query.PropertyCollector.RetrieveOptions(maxObjects=options.page))
        while page:
            yield from page.objects
            page = collector.ContinueRetrievePropertiesEx(page.token) if page.token else None
    finally:
        view.Destroy()


def main():
    options = arguments()
    with logged_in(options, **({"protocol": "http"} if options.plain else {})) as instance:
        content = instance.RetrieveContent()
        about = content.about
        found, missing = {}, 0
        for name in options.types:
            count, properties, names = 0, 0, []
            for item in pages(content, getattr(vim, name, None) or getattr(vim.dvs, name), options):
                count += 1
                properties += len(item.propSet)
                missing += len(item.missingSet)
                names += [p.val for p in item.propSet if p.name == "name" and len(names) < 3]
            found[name] = {"count": count, "properties": properties, "names": names}
        print(json.dumps({
            "about": {"name": about.fullName, "apiVersion": about.apiVersion, "instanceUuid": about.instanceUuid},
            "types": found,
            "missing": missing,
        }))


main()
