/** Frees memory at once that nothing reads any more, instead of when V8 next collects all objects; Node 20 cannot. */
export function free(memory: ArrayBufferLike): void {
  if (memory instanceof ArrayBuffer && 'transfer' in memory) memory.transfer(0);
}
