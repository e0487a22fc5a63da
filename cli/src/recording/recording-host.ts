/** The API's host of a recording: it has a room and nothing that runs, so it refuses whatever is asked of it. */
import { type EngineHost, type HostHealth, type HostResult, LiveView } from '@understudy/api';
import type { Room } from '@understudy/contract';

const REFUSED: HostResult = {
  ok: false,
  code: 'RECORDING',
  message: 'this is a recording: nothing can be asked of it',
};

export class RecordingHost implements EngineHost {
  readonly view = new LiveView();
  readonly room: Room;

  /** @param room as it was played */
  constructor(room: Room) {
    this.room = room;
  }

  operator(): HostResult {
    return REFUSED;
  }
  act(): HostResult {
    return REFUSED;
  }
  run(): HostResult {
    return REFUSED;
  }
  restart(): HostResult {
    return REFUSED;
  }
  health(): HostHealth {
    return { status: 'stopped', busUp: false, engineMs: 0, counters: {} };
  }
}
