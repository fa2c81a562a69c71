// Reads properties of all virtual machines with govmomi, the way its examples do, and prints how many there were.
//
//	VSPHERE_PASSWORD=... govmomi URL USER [PATH...]
//
// Without paths it reads all properties. The answer: {"objects": n}.
package main

import (
	"context"
	"fmt"
	"log"
	"net/url"
	"os"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
)

func main() {
	address, err := soap.ParseURL(os.Args[1])
	check(err)
	address.User = url.UserPassword(os.Args[2], os.Getenv("VSPHERE_PASSWORD"))
	ctx := context.Background()
	client, err := govmomi.NewClient(ctx, address, true)
	check(err)
	defer client.Logout(ctx)
	kind := []string{"VirtualMachine"}
	machines, err := view.NewManager(client.Client).CreateContainerView(ctx, client.ServiceContent.RootFolder, kind, true)
	check(err)
	defer machines.Destroy(ctx)
	var found []mo.VirtualMachine
	check(machines.Retrieve(ctx, kind, os.Args[3:], &found))
	fmt.Printf("{\"objects\": %d}\n", len(found))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
