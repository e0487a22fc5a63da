/** What the page asks of the bench program. */
import { callApi } from '../live/rest.ts';
import type { RunRequest } from './messages.ts';
import { setRefusal } from './store.ts';

const UNREACHABLE = 'The bench program does not answer. Start “understudy hil serve” again.';

/** Starts a run; whether it was taken. */
export function startRun(bench: string, request: RunRequest): Promise<boolean> {
  return ask(`/api/hil/benches/${encodeURIComponent(bench)}/runs`, request);
}

/** Ends the tests that are under way. */
export function stopRun(bench: string): Promise<boolean> {
  return ask(`/api/hil/benches/${encodeURIComponent(bench)}/stop`, {});
}

async function ask(path: string, body: unknown): Promise<boolean> {
  const answer = await callApi(path, body);
  if (answer.ok) setRefusal(undefined);
  else setRefusal({ code: answer.code, message: answer.code === 'UNREACHABLE' ? UNREACHABLE : answer.message });
  return answer.ok;
}
