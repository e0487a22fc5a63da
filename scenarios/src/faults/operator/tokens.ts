/** Resets that must not succeed: one person twice, a token that was used, one that has expired. */
import type { VirtualSession } from '@understudy/twin';
import type { FaultKind } from '../fault-kind.ts';
import { ScriptedFault, type ScriptStep } from '../scripted-fault.ts';
import { ask, confirm, resetToken } from './requests.ts';

const RAILS_GO = 'an operator who stops the room takes the rails from drives that can only count their time';

/** A latch by an operator, then the steps of the case; latch and request alone are no evidence. */
function resetCase(
  name: string,
  title: string,
  spanMs: number,
  steps: (session: VirtualSession) => ScriptStep[],
): FaultKind {
  return {
    name,
    group: 'operator',
    title,
    values: {},
    excuses: { 20: RAILS_GO },
    attends: 'reset',
    forMs: { max: 600_000, default: spanMs, least: spanMs },
    targets: () => [''],
    begin({ session }) {
      const stop = (): boolean => ask(session, 'ada', { action: 'ESTOP' }) && false;
      const all: ScriptStep[] = [{ afterMs: 0, act: stop }, ...steps(session)];
      // Nobody asks anything of an engine that is not there.
      const patient = all.map((step) => ({ ...step, ready: () => session.process.up && step.ready?.() !== false }));
      return new ScriptedFault(session.nowUs, patient);
    },
  };
}

const request = (session: VirtualSession): boolean => ask(session, 'ada', { action: 'REQUEST_SAFETY_RESET' }) && false;

/** Whether a reset was granted. While something stands in its way, as a button that is in, they ask again. */
function granted(session: VirtualSession): () => boolean {
  return () => resetToken(session) !== undefined || request(session);
}

export const SAME_PERSON = resetCase(
  'operator.same_person',
  'One person asks for a reset and confirms it',
  10_000,
  (session) => [
    { afterMs: 3000, act: () => request(session) },
    { afterMs: 4000, ready: granted(session), act: () => confirm(session, 'ada') },
  ],
);

export const TOKEN_REUSED = resetCase(
  'operator.token_reused',
  'The token of a reset is used a second time',
  20_000,
  (session) => {
    let token: string | undefined;
    const use = (by: string): boolean =>
      token !== undefined && ask(session, by, { action: 'CONFIRM_SAFETY_RESET', token });
    return [
      { afterMs: 3000, act: () => request(session) },
      {
        afterMs: 4000,
        ready: granted(session),
        act: () => {
          token = resetToken(session);
          return use('ben') && false;
        },
      },
      { afterMs: 8000, act: () => ask(session, 'ada', { action: 'ESTOP' }) && false },
      { afterMs: 11_000, act: () => request(session) },
      { afterMs: 12_000, act: () => use('cyd') },
    ];
  },
);

export const TOKEN_LATE = resetCase(
  'operator.token_late',
  'A reset is confirmed after its token has expired',
  70_000,
  (session) => {
    let token: string | undefined;
    return [
      { afterMs: 3000, act: () => request(session) },
      {
        afterMs: 4000,
        ready: granted(session),
        act: () => {
          token = resetToken(session);
          return false;
        },
      },
      {
        afterMs: 63_500,
        act: () => token !== undefined && ask(session, 'ben', { action: 'CONFIRM_SAFETY_RESET', token }),
      },
    ];
  },
);
