/** Everything the page asks of the engine, each in one place. A refusal is shown as a notice; a recording is asked nothing. */
import type { OperatorRequest } from '../live/operator-request.ts';
import { type Answer, callApi } from '../live/rest.ts';
import { liveStore } from '../live/store.ts';
import { explainRefusal } from '../props/explain.ts';
import { canAct } from './can-act.ts';
import { notify, uiStore } from './ui-store.ts';

/** Works a prop of the twin. Resolves to whether it was done. */
export async function act(plant: string, action: string, value?: number): Promise<boolean> {
  if (isRecording()) return false;
  const body = value === undefined ? { plant, action } : { plant, action, value };
  const answer = await callApi('/api/act', body, uiStore.getState().operator);
  if (!answer.ok) {
    const { room, view } = liveStore.getState();
    const blocked = answer.code.toUpperCase() === 'BLOCKED';
    notify('refused', blocked ? explainRefusal(plant, room, view, answer.message) : answer.message);
  }
  return answer.ok;
}

/** Asks the engine in the name of the person at this page, or of `by`. */
export async function operate(request: OperatorRequest, by?: string): Promise<boolean> {
  if (isRecording()) return false;
  return settle(await callApi('/api/operator', request, by ?? uiStore.getState().operator));
}

/** Sets the speed (times real time) or pauses the simulation. */
export async function setRun(change: { readonly speed?: number; readonly paused?: boolean }): Promise<boolean> {
  if (isRecording()) return false;
  return settle(await callApi('/api/run', change, uiStore.getState().operator));
}

/** A new game from power-on. */
export async function restart(): Promise<boolean> {
  if (isRecording()) return false;
  return settle(await callApi('/api/restart', {}, uiStore.getState().operator));
}

function isRecording(): boolean {
  if (canAct()) return false;
  notify('info', 'This is a recording: it shows what was done, and takes nothing.');
  return true;
}

function settle(answer: Answer<unknown>): boolean {
  if (!answer.ok) notify('refused', answer.message);
  return answer.ok;
}
