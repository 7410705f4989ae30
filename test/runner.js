import { createRunner } from 'jest-light-runner';
import Tinypool from 'tinypool';

/*
 * jest-light-runner gives all workers of a project one channel. The request of the first worker for its settings is then
 * answered to all: one that is still starting misses the answer, gets no other, and never ends its suite. Here each suite
 * has a channel of its own, so that a worker's request is answered to that worker alone.
 */
const run = Tinypool.prototype.run;
Tinypool.prototype.run = function runApart(task, options) {
  const { channel } = options ?? {};
  return run.call(this, task, channel === undefined ? options : { ...options, channel: channelOf(channel) });
};

function channelOf(shared) {
  let listener;
  return {
    onMessage: (each) => (listener = each),
    postMessage: (message) => {
      shared.onMessage(listener);
      shared.postMessage(message);
    },
  };
}

export default createRunner({ runtime: 'child_process' });
