/** The bar over the graph: where the game is now, with buttons for paused paths; which chapters are drawn; the search. */
import { type KeyboardEvent, type ReactElement, useDeferredValue, useMemo } from 'react';
import { operate } from '../app/actions.ts';
import { useCanAct } from '../app/can-act.ts';
import { useLive } from '../live/store.ts';
import { findNodes, nodesAtPlay } from './graph-chapters.ts';
import { type GraphPlanner, nodeTitle } from './graph-layout.ts';
import { AT_PLAY, chooseChapter, graphLook, seekNode, useGraphLook, WHOLE } from './graph-store.ts';

export interface GraphBarProps {
  readonly planner: GraphPlanner;
  /** Places of the chapters that are drawn. */
  readonly shown: readonly number[];
}

/** Named nodes at most: the room has caretakers that are always active. */
const NOW_MAX = 12;

export function GraphBar({ planner, shown }: GraphBarProps): ReactElement {
  return (
    <div className="graph-bar">
      <Now planner={planner} shown={shown} />
      <Chooser planner={planner} />
      <Search planner={planner} shown={shown} />
    </div>
  );
}

function seek({ planner, shown }: GraphBarProps, id: string): void {
  const at = planner.chapters.of.get(id) ?? 0;
  seekNode(id, planner.chapters.all[at]?.id ?? WHOLE, shown.includes(at));
}

/** The nodes at which the game is now, in words, with buttons for paths that are paused. */
function Now(props: GraphBarProps): ReactElement {
  const views = useLive((state) => state.view.node);
  const { nodes } = props.planner.graph;
  const at = useMemo(() => nodesAtPlay(views), [views]);
  const title = (id: string): string => {
    const node = nodes[id];
    return node === undefined ? id : nodeTitle(id, node);
  };
  if (at.length === 0) return <p className="now row-note">No path is active.</p>;
  return (
    <ul className="now" aria-label="Active nodes">
      {at.slice(0, NOW_MAX).map((id) => (
        <li key={id} className={`now-${views[id]?.state ?? 'active'}`}>
          <button type="button" className="link" aria-label={`Show ${title(id)}`} onClick={() => seek(props, id)}>
            {title(id)}
          </button>
          {views[id]?.state === 'paused' ? <PausedPath id={id} title={title(id)} reason={views[id]?.reason} /> : null}
        </li>
      ))}
      {at.length > NOW_MAX ? <li className="row-note">and {at.length - NOW_MAX} more</li> : null}
    </ul>
  );
}

interface PausedPathProps {
  readonly id: string;
  readonly title: string;
  readonly reason: string | undefined;
}

function PausedPath({ id, title, reason }: PausedPathProps): ReactElement {
  const canAct = useCanAct();
  const why = <span className="bad why"> paused{reason === undefined ? '' : `: ${reason}`}</span>;
  if (!canAct) return why;
  return (
    <>
      <button
        type="button"
        aria-label={`Resume ${title}`}
        onClick={() => void operate({ action: 'RESUME_NODE', node: id })}
      >
        Resume
      </button>
      <button
        type="button"
        aria-label={`Skip ${title}`}
        onClick={() => void operate({ action: 'SKIP_NODE', node: id })}
      >
        Skip
      </button>
      {why}
    </>
  );
}

function Chooser({ planner }: { readonly planner: GraphPlanner }): ReactElement {
  const { all } = planner.chapters;
  const choice = useGraphLook((state) => state.choice);
  const known = choice === AT_PLAY || choice === WHOLE || all.some(({ id }) => id === choice);
  return (
    <label className="graph-choice">
      <span className="unseen">Part of the graph</span>
      <select value={known ? choice : AT_PLAY} onChange={(event) => chooseChapter(event.target.value)}>
        <option value={AT_PLAY}>Follow the game</option>
        <option value={WHOLE}>All chapters</option>
        <optgroup label="Chapters">
          {all.map(({ id, title }, at) => (
            <option key={id} value={id}>
              {at + 1}. {title}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

/** Enter goes to the next node that matches, Shift and Enter to the one before. */
function Search(props: GraphBarProps): ReactElement {
  const { graph, chapters } = props.planner;
  const query = useGraphLook((state) => state.query);
  const wanted = useDeferredValue(query);
  const found = useMemo(() => findNodes(graph, chapters, wanted), [graph, chapters, wanted]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || found.length === 0) return;
    event.preventDefault();
    const at = found.indexOf(graphLook.getState().sought?.id ?? '');
    const next = event.shiftKey ? (at <= 0 ? found.length : at) - 1 : (at + 1) % found.length;
    const id = found[next];
    if (id !== undefined) seek(props, id);
  };
  return (
    <label className="graph-search">
      <span className="unseen">Search the graph; Enter goes to the next match</span>
      <input
        type="search"
        placeholder="Search nodes"
        value={query}
        onChange={(event) => graphLook.setState({ query: event.target.value, sought: undefined })}
        onKeyDown={onKeyDown}
      />
      <span className="count" aria-live="polite">
        {wanted.trim() === '' ? '' : `${found.length} found`}
      </span>
    </label>
  );
}
