/** What was asked of devices, newest first: status, how long it took, why it failed. */
import { type ReactElement, useMemo, useState } from 'react';
import { selectDevice } from '../app/ui-store.ts';
import { formatSpan } from '../live/clock.ts';
import { directoryOf } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import type { CommandView } from '../live/view.ts';

/** Rows shown at once; the engine keeps two hundred. */
const ROWS_MAX = 80;

/** Operation and parameters of a command: `set_brightness brightness=20`. */
export function commandWords(parameters: Readonly<Record<string, unknown>>): string {
  const { op, ...rest } = parameters;
  const others = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return [typeof op === 'string' ? op : '', ...others].filter((part) => part !== '').join(' ');
}

const failed = (command: CommandView): boolean =>
  command.status === 'FAILED' || command.status === 'REJECTED' || command.reason !== undefined;

export function Commands(): ReactElement {
  const commands = useLive((state) => state.view.command);
  const room = useLive((state) => state.room);
  const [onlyFailed, setOnlyFailed] = useState(false);
  const sorted = useMemo(
    () =>
      Object.entries(commands)
        .filter(([, command]) => !onlyFailed || failed(command))
        .sort(([, a], [, b]) => b.issuedMs - a.issuedMs)
        .slice(0, ROWS_MAX),
    [commands, onlyFailed],
  );
  const titles = room === undefined ? undefined : directoryOf(room).devices;
  return (
    <>
      <div className="filter">
        <label className="check">
          <input type="checkbox" checked={onlyFailed} onChange={(event) => setOnlyFailed(event.target.checked)} />
          <span>Only failures</span>
        </label>
        <p className="count">{Object.keys(commands).length} kept</p>
      </div>
      {sorted.length === 0 ? (
        <p className="empty">{onlyFailed ? 'No command has failed.' : 'No command has been sent yet.'}</p>
      ) : (
        <table className="log">
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Command</th>
              <th scope="col">Status</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(([id, command]) => (
              <tr key={id} className={failed(command) ? 'failed' : ''}>
                <td className="figure">{formatSpan(command.issuedMs)}</td>
                <td>
                  <button type="button" className="link" onClick={() => selectDevice(command.device)}>
                    {titles?.get(command.device)?.title ?? command.device}
                  </button>
                  <span className="row-note">
                    {commandWords(command.parameters)} · {command.layer}
                    {command.attempts > 1 ? ` · ${command.attempts} attempts` : ''}
                  </span>
                </td>
                <td>
                  <span className={`status-${command.status.toLowerCase()}`}>{command.status.toLowerCase()}</span>
                  {command.reason === undefined ? null : <span className="row-note bad">{command.reason}</span>}
                </td>
                <td className="figure">
                  {command.endedMs === undefined ? '…' : `${Math.round(command.endedMs - command.issuedMs)} ms`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
