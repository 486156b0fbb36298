import { startBuiltServer } from '../support/built-server.ts';

/** The specs find the server through `baseURL`, which their workers read from the environment. */
export default async function startServer() {
  const { address, stop } = await startBuiltServer();
  process.env['E2E_ADDRESS'] = address;
  return stop;
}
