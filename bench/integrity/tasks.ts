import { cells } from './cells.ts';

/** Replicates of one cell that a worker plays in one go. */
export interface Task {
  /** Index into `cells`. */
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** Parts of a cell: many enough that threads end together, few enough that they hardly talk. */
const PARTS = 20;

/** The work of a run, the parts of a cell in order: they depend on the scale alone, never on the number of threads. */
export function tasksOf(chosen: (name: string) => boolean, scale: number): readonly Task[] {
  return cells.flatMap((cell, index) => {
    if (!chosen(`${cell.bar} ${cell.name}`)) return [];
    const replicates = replicatesAt(cell, scale);
    const size = Math.ceil(replicates / PARTS);
    return Array.from({ length: Math.ceil(replicates / size) }, (_, part) => ({
      cell: index,
      from: part * size,
      to: Math.min(replicates, (part + 1) * size),
    }));
  });
}

function replicatesAt(cell: (typeof cells)[number], scale: number): number {
  return cell.exact === true ? 1 : Math.max(20, Math.round(cell.replicates * scale));
}
