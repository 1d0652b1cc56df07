import { type Disk, fileSystem } from '../json/write-file.ts';

/** A disk that takes half of the n-th write and nothing from then on, as for a process that is killed there. */
export function endingAt(n: number): Disk {
  let writes = 0;
  const died = () => Object.assign(new Error(), { code: 'EIO' });
  return {
    ...fileSystem,
    write(descriptor, bytes) {
      writes++;
      if (writes > n) throw died();
      if (writes < n) return fileSystem.write(descriptor, bytes);
      return fileSystem.write(descriptor, bytes.subarray(0, bytes.length >> 1));
    },
    flush(descriptor) {
      if (writes > n) throw died();
      fileSystem.flush(descriptor);
    },
  };
}
