"""Logs in at a vCenter for as long as a block runs, whatever its certificate."""
import argparse
import contextlib
import os
import ssl

from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim


def parser():
    """HOST PORT USER; the password comes from VSPHERE_PASSWORD."""
    result = argparse.ArgumentParser()
    result.add_argument("host")
    result.add_argument("port", type=int)
    result.add_argument("user")
    return result


@contextlib.contextmanager
def logged_in(options, **how):
    login = {"host": options.host, "port": options.port, "user": options.user, "pwd": os.environ["VSPHERE_PASSWORD"]}
    instance = SmartConnect(**login, **(how or {"sslContext": ssl._create_unverified_context()}))
    try:
        yield instance
    finally:
        Disconnect(instance)


def machines(content, key):
    """All virtual machines, sorted."""
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    try:
        return sorted(view.view, key=key)
    finally:
        view.Destroy()
