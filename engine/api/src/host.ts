/** What the API needs of the running room. It knows neither MQTT nor the twin: the composition in the CLI implements it. */
import type { Room } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import type { ApiErrorCode } from './errors.ts';
import type { LiveView } from './live/view.ts';

/** The codes with which a host may refuse. */
export type HostRefusalCode = Extract<
  ApiErrorCode,
  | 'UNKNOWN_PLANT'
  | 'UNKNOWN_ACTION'
  | 'BAD_VALUE'
  | 'BLOCKED'
  | 'NO_POWER'
  | 'NO_TWIN'
  | 'RECORDING'
  | 'RESTARTING'
  | 'QUEUE_FULL'
  | 'ENGINE_STOPPED'
>;

/** Done, or refused for a reason that the caller can act upon. A refusal has changed nothing. */
export type HostResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: HostRefusalCode;
      readonly message: string;
      readonly expected?: string;
      readonly seen?: string;
    };

/** What `GET /api/health` tells. */
export interface HostHealth {
  /** `degraded` while the bus is down. */
  readonly status: 'ok' | 'degraded' | 'stopped';
  readonly busUp: boolean;
  /** Engine time in ms. */
  readonly engineMs: number;
  /** The engine's counters by name. */
  readonly counters: Readonly<Record<string, number>>;
}

/** The running room as the API sees it. */
export interface EngineHost {
  readonly room: Room;
  /** The live view, kept up to date by the host. */
  readonly view: LiveView;
  /** Queues an operator's request; its effect shows in the live view. */
  operator(by: string, request: OperatorRequest): HostResult | Promise<HostResult>;
  /** A player's action on a prop of the twin. Without `value` the prop takes its own default. */
  act(plant: string, action: string, value: number | undefined): HostResult | Promise<HostResult>;
  /** Speed factor (0.1 to 100) and pause of the twin's clock; absent fields stay as they are. */
  run(change: { readonly speed?: number; readonly paused?: boolean }): HostResult | Promise<HostResult>;
  /** A new game from power-on. Done when the new one runs. */
  restart(): HostResult | Promise<HostResult>;
  health(): HostHealth;
}
