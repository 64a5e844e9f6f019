import type { Playable } from './playable.ts';

/** Replicates of one cell that a worker plays in one go. */
export interface Task {
  /** Index into the bench's cells. */
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** Parts of a cell: many enough that threads end together, few enough that they hardly talk. */
const PARTS = 20;

/** The work of a run, the parts of a cell in order: they depend on the scale alone, never on the number of threads. */
export function tasksOf<Cell extends Playable>(
  cells: readonly Cell[],
  chosen: (cell: Cell) => boolean,
  scale: number,
): readonly Task[] {
  return cells.flatMap((cell, index) => {
    if (!chosen(cell)) return [];
    const replicates = replicatesAt(cell, scale);
    const size = Math.ceil(replicates / PARTS);
    return Array.from({ length: Math.ceil(replicates / size) }, (_, part) => ({
      cell: index,
      from: part * size,
      to: Math.min(replicates, (part + 1) * size),
    }));
  });
}

function replicatesAt(cell: Playable, scale: number): number {
  return cell.exact === true ? 1 : Math.max(20, Math.round(cell.replicates * scale));
}
