import type { QueryClient } from '@tanstack/react-query';
import type { LogLine, Run, Worker } from './types';
import { appendLogs, updateRuns, updateWorkers } from './updates';

const HIDDEN_MILLIS = 500;

/** Collects what the stream brings and puts it into the query cache once a frame, however many events there were. */
export class LiveBatch {
  private readonly runs = new Map<string, Run>();
  private readonly lines = new Map<string, LogLine[]>();
  private readonly workers = new Map<string, Worker>();
  private scheduled = false;

  constructor(
    private readonly client: QueryClient,
    private readonly later: (work: () => void) => void = nextFrame,
  ) {}

  run(run: Run): void {
    const known = this.runs.get(run.id);
    if (!known || run.change >= known.change) this.runs.set(run.id, run);
    this.schedule();
  }

  log(run: string, lines: readonly LogLine[]): void {
    this.lines.set(run, [...(this.lines.get(run) ?? []), ...lines]);
    this.schedule();
  }

  worker(worker: Worker): void {
    this.workers.set(worker.name, worker);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.later(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    if (this.runs.size > 0) updateRuns(this.client, [...this.runs.values()]);
    if (this.lines.size > 0) appendLogs(this.client, this.lines);
    if (this.workers.size > 0) updateWorkers(this.client, [...this.workers.values()]);
    this.runs.clear();
    this.lines.clear();
    this.workers.clear();
  }
}

/** Pages in the background draw no frames. */
function nextFrame(work: () => void): void {
  if (document.hidden) setTimeout(work, HIDDEN_MILLIS);
  else requestAnimationFrame(work);
}
