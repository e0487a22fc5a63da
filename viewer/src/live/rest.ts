/** Requests to the engine's API. A refusal is a value, not an exception: the page shows it. */
import { isRecord } from './messages.ts';

export interface Refusal {
  readonly ok: false;
  /** Stable code of the API, or UNREACHABLE when there was no answer. */
  readonly code: string;
  readonly message: string;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/** Sends JSON (or fetches, without a body) and reads a JSON answer. `operator` is the name of who asks. */
export async function callApi(path: string, body?: unknown, operator?: string): Promise<Answer<unknown>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(operator === undefined || operator === '' ? {} : { 'x-operator': operator }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, code: 'UNREACHABLE', message: 'The engine does not answer.' };
  }
  const text = await response.text();
  let value: unknown;
  try {
    value = text === '' ? undefined : JSON.parse(text);
  } catch {
    return { ok: false, code: 'BAD_ANSWER', message: `The answer to ${path} is not JSON (status ${response.status}).` };
  }
  return response.ok ? { ok: true, value } : refusalOf(value, response.status);
}

/** The refusal in an error body `{code, message, expected?, seen?}`. */
export function refusalOf(body: unknown, status: number): Refusal {
  if (!isRecord(body)) return { ok: false, code: `HTTP_${status}`, message: `The engine answered ${status}.` };
  const detail = [
    typeof body.expected === 'string' ? `expected ${body.expected}` : '',
    typeof body.seen === 'string' ? `seen ${body.seen}` : '',
  ].filter((part) => part !== '');
  const message = String(body.message ?? `The engine answered ${status}.`);
  return {
    ok: false,
    code: String(body.code ?? `HTTP_${status}`),
    message: detail.length === 0 ? message : `${message} (${detail.join(', ')})`,
  };
}
