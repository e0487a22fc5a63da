/** What the page knows: the benches as their program tells, and what was chosen here. */
import { create } from 'zustand';
import { recall, remember } from '../app/memory.ts';
import { type ConnectionStatus, keepConnectedTo } from '../live/connection.ts';
import { openSocket } from '../live/open-socket.ts';
import {
  type BenchView,
  type MirrorView,
  type OperatorMessage,
  type Phase,
  type PinRow,
  parseOperatorMessage,
  type Steps,
} from './messages.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

interface OperatorPage {
  readonly status: ConnectionStatus;
  /** Undefined until the program has said which there are. */
  readonly benches: readonly BenchView[] | undefined;
  readonly pins: Readonly<Record<string, readonly PinRow[]>>;
  /** Of benches that have been looked at. */
  readonly mirrors: Readonly<Record<string, MirrorView>>;
  readonly benchId: string;
  readonly controller: string;
  readonly steps: Steps;
  /** What was asked last and not done. */
  readonly refusal: Refusal | undefined;
}

const stepsOf = (text: string): Steps => (text === 'test' || text === 'flash' ? text : 'both');

export const useOperator = create<OperatorPage>(() => ({
  status: 'connecting',
  benches: undefined,
  pins: {},
  mirrors: {},
  benchId: recall('bench', ''),
  controller: recall('controller', ''),
  steps: stepsOf(recall('steps', 'both')),
  refusal: undefined,
}));

export function chooseBench(benchId: string): void {
  remember('bench', benchId);
  useOperator.setState({ benchId, refusal: undefined });
}
export function chooseController(controller: string): void {
  remember('controller', controller);
  useOperator.setState({ controller, refusal: undefined });
}
export function chooseSteps(steps: Steps): void {
  remember('steps', steps);
  useOperator.setState({ steps, refusal: undefined });
}
export const setRefusal = (refusal: Refusal | undefined): void => useOperator.setState({ refusal });

/** The bench that is chosen, or the first one; undefined where there is none. */
export function useBench(): BenchView | undefined {
  return useOperator(({ benches, benchId }) => benches?.find(({ id }) => id === benchId) ?? benches?.[0]);
}

/** The controller that is chosen, as far as the bench knows it. */
export function useController(bench: BenchView | undefined): string {
  return useOperator(({ controller }) => {
    const known = bench?.controllers ?? [];
    return known.some(({ id }) => id === controller) ? controller : (known[0]?.id ?? '');
  });
}

/** What the chosen bench can do of what is chosen. */
export function useSteps(bench: BenchView | undefined): Steps {
  return useOperator(({ steps }) => (bench?.noFlash === undefined ? steps : 'test'));
}

const BUSY: readonly Phase[] = ['scanning', 'flashing', 'testing'];

/** Whether a run is under way in this phase. */
export const isBusyPhase = (phase: Phase): boolean => BUSY.includes(phase);
export const isBusy = (bench: BenchView | undefined): boolean => bench !== undefined && isBusyPhase(bench.state.phase);

function take(message: OperatorMessage): boolean {
  if (message.type === 'states') useOperator.setState({ benches: message.benches });
  else if (message.type === 'pins') useOperator.setState({ pins: message.pins });
  else useOperator.setState({ mirrors: message.mirrors });
  return true;
}

/** Follows the benches until the page is left. */
export function startOperator(): void {
  keepConnectedTo(() => openSocket('/api/hil/live'), parseOperatorMessage, {
    onMessage: take,
    onStatus: (status) => useOperator.setState({ status }),
  });
}
