/** Every prop that players can work, as a list: the same as the room in 3D, for the keyboard and for screen readers. */
import { memo, type ReactElement, useDeferredValue, useMemo, useState } from 'react';
import { useCanAct } from '../app/can-act.ts';
import { Fold } from '../app/fold.tsx';
import { ListFilter } from '../app/list-filter.tsx';
import { matchesWords } from '../app/matching.ts';
import { selectDevice, useUi } from '../app/ui-store.ts';
import { directoryOf, type PropEntry, type RoomDirectory } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import type { Truth } from '../live/view.ts';
import { controlOf } from './controls.ts';
import { describeTruth } from './describe.ts';
import { PropControl } from './prop-control.tsx';

const NOTHING: Truth = {};

/** Props of one zone, by the controller that they hang on. */
interface ZoneGroup {
  readonly zone: string;
  readonly title: string;
  readonly count: number;
  readonly controllers: readonly (readonly [string, readonly PropEntry[]])[];
}

export function PropList(): ReactElement {
  const room = useLive((state) => state.room);
  const [all, setAll] = useState(false);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const groups = useMemo(
    () => (room === undefined ? [] : groupProps(directoryOf(room), all, wanted)),
    [room, all, wanted],
  );
  const canAct = useCanAct();
  if (room === undefined) return <p className="empty">The props come with the room.</p>;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <>
      {canAct ? null : <p className="plate recorded">A recording: props show how they stood, and cannot be worked.</p>}
      <ListFilter
        label="Search props"
        query={query}
        onQuery={setQuery}
        choice="Also what nobody can work"
        chosen={all}
        onChoice={setAll}
        count={`${count} props`}
      />
      {groups.map((group) => (
        <Fold
          key={group.zone}
          name={`props.${group.zone}`}
          title={group.title}
          note={<span className="count">{group.count}</span>}
          initiallyOpen
          forced={wanted.trim() !== ''}
        >
          {() => <ZoneProps group={group} />}
        </Fold>
      ))}
      {count === 0 ? <p className="empty">No prop matches.</p> : null}
    </>
  );
}

function ZoneProps({ group }: { readonly group: ZoneGroup }): ReactElement {
  return (
    <>
      {group.controllers.map(([title, props]) => (
        <div key={title}>
          <h4 className="controller-title">{title}</h4>
          <ul className="rows">
            {props.map((prop) => (
              <PropRow key={prop.id} prop={prop} />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** Watches its own truth: a delta redraws only the rows that it is about. */
const PropRow = memo(function PropRow({ prop }: { readonly prop: PropEntry }): ReactElement {
  const truth = useLive((state) => state.view.plant[prop.id]);
  const selected = useUi((state) => state.plant === prop.id);
  return (
    <li className={selected ? 'row selected' : 'row'}>
      <div>
        <button type="button" className="row-title link" onClick={() => selectDevice(prop.device, prop.id)}>
          {prop.title}
        </button>
        <p className="row-note">{describeTruth(prop.model, truth)}</p>
      </div>
      <PropControl prop={prop} truth={truth ?? NOTHING} />
    </li>
  );
});

function groupProps({ props, zones, controllers }: RoomDirectory, all: boolean, query: string): readonly ZoneGroup[] {
  const byZone = new Map<string, Map<string, PropEntry[]>>([...zones.keys()].map((zone) => [zone, new Map()]));
  for (const prop of props.values()) {
    if (!all && controlOf(prop) === undefined) continue;
    const controller = controllers.get(prop.controller) ?? 'Hardwired circuits';
    const text = `${prop.id} ${prop.title} ${prop.device ?? ''} ${controller} ${zones.get(prop.zone) ?? ''}`;
    if (!matchesWords(text, query)) continue;
    const zone = byZone.get(prop.zone) ?? new Map<string, PropEntry[]>();
    byZone.set(prop.zone, zone);
    const members = zone.get(controller) ?? [];
    zone.set(controller, members);
    members.push(prop);
  }
  return [...byZone]
    .filter(([, members]) => members.size > 0)
    .map(([zone, members]) => ({
      zone,
      title: zones.get(zone) ?? 'Elsewhere',
      count: [...members.values()].reduce((sum, list) => sum + list.length, 0),
      controllers: [...members],
    }));
}
