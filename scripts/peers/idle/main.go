// The floor of a Go program: what the runtime alone needs.
package main

func main() {}
