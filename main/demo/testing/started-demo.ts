import { afterEach, beforeEach } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER, type DemoOptions, type DemoVcenter, startDemoVcenter } from '../demo-vcenter.ts';
import { SoapClient } from './soap-client.ts';

export const COLLECTOR = '<_this type="PropertyCollector">propertyCollector</_this>';

/** A demo vCenter of 250 machines and 3 templates with a client logged in, new for every test of a file. */
export interface StartedDemo {
  demo: DemoVcenter;
  client: SoapClient;
  /** Begins again with other options. */
  restart(options: Partial<DemoOptions>): Promise<void>;
  /** A client with a session of its own. */
  secondClient(): Promise<SoapClient>;
}

export function startDemoForEachTest(): StartedDemo {
  const loggedIn = async (demo: DemoVcenter): Promise<SoapClient> => {
    const client = new SoapClient(demo.url);
    await client.login(DEMO_USER, DEMO_PASSWORD);
    return client;
  };
  const start = async (options: Partial<DemoOptions>): Promise<void> => {
    started.demo = await startDemoVcenter({ vms: 250, seed: 3, ...options });
    started.client = await loggedIn(started.demo);
  };
  const started = {
    restart: async (options) => {
      await started.demo.close();
      await start(options);
    },
    secondClient: () => loggedIn(started.demo),
  } as StartedDemo;
  beforeEach(() => start({}));
  afterEach(() => started.demo.close());
  return started;
}
