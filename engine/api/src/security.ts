/**
 * Who may talk to the API until users and roles exist: programs on this machine, and pages that this server sent.
 * The socket listens on loopback alone. That does not stop a browser on this machine from being misused, so
 *  - the Host header must name loopback: a page that had its own name re-pointed here (DNS rebinding) sends its own name;
 *  - a request with an Origin must come from this server's pages: other sites can neither post nor open the live socket;
 *  - bodies must be application/json, which other sites cannot send without asking first.
 */
import { ApiError } from './errors.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Headers that the check reads. */
export interface CheckedHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/** Splits `name:port`; the port is absent where the header has none. */
function splitHost(host: string): { readonly name: string; readonly port: string } {
  const colon = host.lastIndexOf(':');
  const bracket = host.lastIndexOf(']');
  if (colon <= bracket) return { name: host.toLowerCase(), port: '' };
  return { name: host.slice(0, colon).toLowerCase(), port: host.slice(colon + 1) };
}

/**
 * Throws FOREIGN_HOST or FOREIGN_ORIGIN.
 * @param port where the server listens; undefined before it does (tests that inject)
 * @param allowedOrigins further origins, such as a development server's
 * @param changes whether the request may change something, or opens the live socket
 */
export function checkCaller(
  headers: CheckedHeaders,
  port: number | undefined,
  allowedOrigins: readonly string[],
  changes: boolean,
): void {
  const host = headers.host ?? '';
  const seen = splitHost(host);
  if (!LOOPBACK_NAMES.has(seen.name) || (port !== undefined && seen.port !== '' && seen.port !== String(port))) {
    const expected = port === undefined ? 'a loopback name' : `127.0.0.1:${port}, localhost:${port} or [::1]:${port}`;
    throw new ApiError('FOREIGN_HOST', 'this API answers to loopback names alone', expected, host);
  }
  if (!changes) return;
  const { origin } = headers;
  if (origin !== undefined) {
    if (origin === `http://${host}` || allowedOrigins.includes(origin)) return;
    throw new ApiError('FOREIGN_ORIGIN', 'pages of other origins may not do this', `http://${host}`, origin);
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new ApiError('FOREIGN_ORIGIN', 'pages of other origins may not do this', 'same-origin', String(site));
  }
}

/** Content security policy of the viewer: nothing from elsewhere; WebAssembly and blob workers for the scene's decoder. */
export const CONTENT_SECURITY_POLICY: Readonly<Record<string, string[]>> = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'blob:', 'data:', 'ws://127.0.0.1:*', 'ws://localhost:*'],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};
