/** Requests of people, as faults make them. Each returns whether there was an engine to take it. */
import type { OperatorRequest } from '@understudy/core';
import type { VirtualSession } from '@understudy/twin';

export function ask(session: VirtualSession, by: string, request: OperatorRequest): boolean {
  session.operator(by, request);
  return session.process.up;
}

/** The token that the engine has given out, while a reset is requested. */
export function resetToken({ engine }: VirtualSession): string | undefined {
  return (engine.entry('reset') as { token?: string } | null)?.token;
}

/** Confirms a reset with the token that was given out, or with one that never was. */
export function confirm(session: VirtualSession, by: string): boolean {
  const token = resetToken(session) ?? '00000000-0000-4000-8000-000000000000';
  return ask(session, by, { action: 'CONFIRM_SAFETY_RESET', token });
}
