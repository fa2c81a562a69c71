import { describe, expect, it } from 'vitest';
import { environmentPasswords, passwordVariable } from './schedule-passwords.ts';

describe('passwords of the connections on a schedule', () => {
  it('stand in a variable named after the connection', () => {
    expect(passwordVariable('Lab 1')).toBe('VSPHERE_PASSWORD_LAB_1');
    expect(passwordVariable('vc.example:443')).toBe('VSPHERE_PASSWORD_VC_EXAMPLE_443');
    const environment = { VSPHERE_PASSWORD_LAB: 'one', VSPHERE_PASSWORD_PROD: '', VSPHERE_PASSWORD: 'all' };
    expect([...environmentPasswords(['Lab', 'Prod', 'Other'], environment)]).toEqual([['Lab', 'one']]);
  });

  it('are refused where one variable would serve two connections, and never shown', () => {
    const read = () => environmentPasswords(['Lab 1', 'lab-1'], { VSPHERE_PASSWORD_LAB_1: 'hunter2' });
    expect(read).toThrow('VSPHERE_PASSWORD_LAB_1 would be the password of "Lab 1" and of "lab-1".');
    expect(read).not.toThrow('hunter2');
    expect(() => environmentPasswords(['Lab 1', 'lab-1'], {})).not.toThrow();
  });
});
