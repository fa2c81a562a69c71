/** The demo vCenter for the door that serves one; apart from services.ts, so that nobody else loads the estate. */
export { startDemoVcenter } from './demo/demo-vcenter.ts';
