/** Every device: presence, safety, state, owner. Selecting one marks it in the room, and the other way round. */
import { type ReactElement, useDeferredValue, useEffect, useRef, useState } from 'react';
import { selectDevice, useUi } from '../app/ui-store.ts';
import { type DeviceEntry, directoryOf } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import type { DeviceView } from '../live/view.ts';

/** Whether every word of the query is in the device's id, title or zone. */
export function matchesQuery(entry: DeviceEntry, zone: string, query: string): boolean {
  const text = `${entry.id} ${entry.title} ${zone}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function Devices(): ReactElement {
  const room = useLive((state) => state.room);
  const views = useLive((state) => state.view.device);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  if (room === undefined) return <p className="empty">The devices come with the room.</p>;
  const { devices, zones } = directoryOf(room);
  const shown = [...devices.values()].filter(
    (entry) => matchesQuery(entry, zones.get(entry.zone) ?? '', wanted) && (!onlyTrouble || inTrouble(views[entry.id])),
  );
  return (
    <>
      <div className="filter">
        <label>
          <span className="unseen">Search devices</span>
          <input
            type="search"
            placeholder="Search devices"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <label className="check">
          <input type="checkbox" checked={onlyTrouble} onChange={(event) => setOnlyTrouble(event.target.checked)} />
          <span>Only trouble</span>
        </label>
        <p className="count" aria-live="polite">
          {shown.length} of {devices.size}
        </p>
      </div>
      <ul className="rows devices">
        {shown.map((entry) => (
          <DeviceRow key={entry.id} entry={entry} zone={zones.get(entry.zone) ?? entry.zone} view={views[entry.id]} />
        ))}
      </ul>
      {shown.length === 0 ? <p className="empty">No device matches.</p> : null}
    </>
  );
}

function inTrouble(view: DeviceView | undefined): boolean {
  return view === undefined || view.presence !== 'ONLINE' || view.safety.kind !== 'SAFE';
}

interface DeviceRowProps {
  readonly entry: DeviceEntry;
  readonly zone: string;
  readonly view: DeviceView | undefined;
}

function DeviceRow({ entry, zone, view }: DeviceRowProps): ReactElement {
  const selected = useUi((state) => state.device === entry.id);
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const presence = view?.presence ?? 'UNKNOWN';
  const safety = view?.safety.kind ?? 'UNKNOWN';
  return (
    <li>
      <button
        ref={row}
        type="button"
        className="device"
        aria-pressed={selected}
        onClick={() => selectDevice(selected ? undefined : entry.id)}
      >
        <span className="device-head">
          <span className={`lamp-dot ${presence.toLowerCase()}`} aria-hidden="true" />
          <span className="row-title">{entry.title}</span>
          {entry.critical ? <span className="chip small">critical</span> : null}
          <span className={`chip small safety-${safety.toLowerCase()}`}>
            {safety === 'UNKNOWN' ? 'not seen' : words(safety)}
          </span>
        </span>
        <span className="row-note">
          {presence === 'ONLINE' ? '' : `${words(presence)} · `}
          {zone} · <code>{entry.id}</code>
          {view?.owner === undefined ? '' : ` · held by ${view.owner}`}
        </span>
        <span className="device-state">{stateWords(view?.state ?? {})}</span>
      </button>
    </li>
  );
}

const words = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

/** `pulled no, position 0.20` */
export function stateWords(state: Readonly<Record<string, unknown>>): string {
  return Object.entries(state)
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${valueWords(value)}`)
    .join(' · ');
}

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
