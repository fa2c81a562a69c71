/** An operating system as vSphere names it. */
export interface GuestSystem {
  readonly id: string;
  readonly fullName: string;
  readonly family: 'linuxGuest' | 'windowsGuest' | 'otherGuestFamily';
  /** DNS domain its machines are in. */
  readonly domain: string;
  /** Tools come with the distribution, so vCenter does not manage them. */
  readonly unmanagedTools: boolean;
  readonly firmware: 'efi' | 'bios';
}

const linux = (id: string, fullName: string, firmware: GuestSystem['firmware'] = 'efi'): GuestSystem => ({
  id,
  fullName,
  firmware,
  family: 'linuxGuest',
  domain: 'unix.example.net',
  unmanagedTools: true,
});
const windows = (id: string, fullName: string, firmware: GuestSystem['firmware'] = 'efi'): GuestSystem => ({
  id,
  fullName,
  firmware,
  family: 'windowsGuest',
  domain: 'ad.example.net',
  unmanagedTools: false,
});

/** What a system may be; repeated entries are more frequent. */
export const GUEST_SYSTEMS: readonly GuestSystem[] = [
  windows('windows2019srvNext_64Guest', 'Microsoft Windows Server 2022 (64-bit)'),
  windows('windows2019srvNext_64Guest', 'Microsoft Windows Server 2022 (64-bit)'),
  windows('windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)'),
  windows('windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)'),
  windows('windows9Server64Guest', 'Microsoft Windows Server 2016 or later (64-bit)'),
  windows('windows8Server64Guest', 'Microsoft Windows Server 2012 (64-bit)', 'bios'),
  windows('windows7Server64Guest', 'Microsoft Windows Server 2008 R2 (64-bit)', 'bios'),
  windows('windows9_64Guest', 'Microsoft Windows 10 (64-bit)'),
  linux('rhel9_64Guest', 'Red Hat Enterprise Linux 9 (64-bit)'),
  linux('rhel8_64Guest', 'Red Hat Enterprise Linux 8 (64-bit)'),
  linux('rhel7_64Guest', 'Red Hat Enterprise Linux 7 (64-bit)', 'bios'),
  linux('ubuntu64Guest', 'Ubuntu Linux (64-bit)'),
  linux('ubuntu64Guest', 'Ubuntu Linux (64-bit)'),
  linux('debian12_64Guest', 'Debian GNU/Linux 12 (64-bit)'),
  linux('debian11_64Guest', 'Debian GNU/Linux 11 (64-bit)', 'bios'),
  linux('sles15_64Guest', 'SUSE Linux Enterprise 15 (64-bit)'),
  linux('oracleLinux8_64Guest', 'Oracle Linux 8 (64-bit)'),
  linux('vmwarePhoton64Guest', 'VMware Photon OS (64-bit)'),
  linux('other5xLinux64Guest', 'Other 5.x Linux (64-bit)'),
  { ...linux('freebsd13_64Guest', 'FreeBSD 13 (64-bit)', 'bios'), family: 'otherGuestFamily' },
];

/** What most machines run: the few systems that a shop has settled on. */
export const STANDARD_SYSTEMS: readonly GuestSystem[] = GUEST_SYSTEMS.filter(({ id }) =>
  ['windows2019srvNext_64Guest', 'windows2019srv_64Guest', 'rhel9_64Guest', 'rhel8_64Guest', 'ubuntu64Guest'].includes(
    id,
  ),
);
