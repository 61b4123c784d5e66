// The stand-ins of payment gateways in a process of their own; prints its port.
import { openGatewaySandbox } from '../sandbox/gateways/open-gateway-sandbox.js';

const sandbox = await openGatewaySandbox();
process.stdout.write(`${new URL(sandbox.url).port}\n`);
