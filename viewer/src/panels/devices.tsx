/** Every device, by controller: presence, safety, state, owner. Selecting one marks it in the room, and the other way round. */
import { memo, type ReactElement, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Fold } from '../app/fold.tsx';
import { ListFilter } from '../app/list-filter.tsx';
import { matchesWords } from '../app/matching.ts';
import { selectDevice, useUi } from '../app/ui-store.ts';
import { type DeviceEntry, directoryOf, type RoomDirectory } from '../live/room-directory.ts';
import { type RoomFiles, useLive } from '../live/store.ts';
import type { DeviceView } from '../live/view.ts';

/** Whether every word of the query is in the device's id, title, zone or controller. */
function matchesQuery(entry: DeviceEntry, zone: string, controller: string, query: string): boolean {
  return matchesWords(`${entry.id} ${entry.title} ${zone} ${controller}`, query);
}

export function Devices(): ReactElement {
  const room = useLive((state) => state.room);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  // A word, so that a delta that changes nobody's standing draws nothing.
  const troubled = useLive((state) => (onlyTrouble ? troubleOf(state.room, state.view.device).join(' ') : ''));
  const groups = useMemo(
    () => (room === undefined ? [] : groupDevices(directoryOf(room), wanted, onlyTrouble ? troubled : undefined)),
    [room, wanted, onlyTrouble, troubled],
  );
  if (room === undefined) return <p className="empty">The devices come with the room.</p>;
  const count = groups.reduce((sum, [, entries]) => sum + entries.length, 0);
  const { devices, controllers } = directoryOf(room);
  return (
    <>
      <ListFilter
        label="Search devices"
        query={query}
        onQuery={setQuery}
        choice="Only trouble"
        chosen={onlyTrouble}
        onChoice={setOnlyTrouble}
        count={`${count} of ${devices.size}`}
      />
      {groups.map(([controller, entries]) => (
        <ControllerFold
          key={controller}
          controller={controller}
          title={controllers.get(controller) ?? controller}
          entries={entries}
          searched={wanted.trim() !== '' || onlyTrouble}
        />
      ))}
      {count === 0 ? <p className="empty">{onlyTrouble ? 'No device is in trouble.' : 'No device matches.'}</p> : null}
    </>
  );
}

interface ControllerFoldProps {
  readonly controller: string;
  readonly title: string;
  readonly entries: readonly DeviceEntry[];
  readonly searched: boolean;
}

/** A controller with its devices; a room of few devices shows them all. */
function ControllerFold({ controller, title, entries, searched }: ControllerFoldProps): ReactElement {
  const presence = useLive((state) => state.view.controller[controller]?.presence ?? 'UNKNOWN');
  const trouble = useLive((state) => entries.filter(({ id }) => inTrouble(state.view.device[id])).length);
  const few = useLive((state) => state.room === undefined || directoryOf(state.room).devices.size <= FEW);
  const selected = useUi((state) => entries.some(({ id }) => id === state.device));
  const note = (
    <>
      {trouble > 0 ? <span className="chip small warn">{trouble} in trouble</span> : null}
      <span className="count">{entries.length}</span>
      <span className={`lamp-dot ${presence.toLowerCase()}`} aria-hidden="true" />
      <span className="unseen">{words(presence)}</span>
    </>
  );
  return (
    <Fold name={`devices.${controller}`} title={title} note={note} initiallyOpen={few} forced={searched || selected}>
      {() => (
        <ul className="rows devices">
          {entries.map((entry) => (
            <DeviceRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Fold>
  );
}

/** Up to so many devices the list is short enough to stand open. */
const FEW = 40;

function groupDevices(
  { devices, zones, controllers }: RoomDirectory,
  query: string,
  troubled: string | undefined,
): readonly (readonly [string, readonly DeviceEntry[]])[] {
  const only = troubled === undefined ? undefined : new Set(troubled.split(' '));
  const groups = new Map<string, DeviceEntry[]>([...controllers.keys()].map((id) => [id, []]));
  for (const entry of devices.values()) {
    if (only?.has(entry.id) === false) continue;
    const controller = controllers.get(entry.controller) ?? '';
    if (matchesQuery(entry, zones.get(entry.zone) ?? '', controller, query)) groups.get(entry.controller)?.push(entry);
  }
  return [...groups].filter(([, entries]) => entries.length > 0);
}

/** Ids of the room's devices that are not online and safe. */
function troubleOf(room: RoomFiles | undefined, views: Readonly<Record<string, DeviceView>>): readonly string[] {
  if (room === undefined) return [];
  return [...directoryOf(room).devices.keys()].filter((id) => inTrouble(views[id]));
}

function inTrouble(view: DeviceView | undefined): boolean {
  return view === undefined || view.presence !== 'ONLINE' || view.safety.kind !== 'SAFE';
}

/** Watches its own entry of the live view: a delta redraws only the rows that it is about. */
const DeviceRow = memo(function DeviceRow({ entry }: { readonly entry: DeviceEntry }): ReactElement {
  const view = useLive((state) => state.view.device[entry.id]);
  const zone = useLive((state) =>
    state.room === undefined ? '' : (directoryOf(state.room).zones.get(entry.zone) ?? entry.zone),
  );
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
});

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
