// @ts-check
/**
 * The drafts of one person in this browser, where it lets us keep any; else in this page's memory.
 *
 * Every change reads and writes in one transaction, so that two windows of the same browser never write over each
 * other's text without noticing.
 * @typedef {import('./shapes.js').Kept} Kept
 * @typedef {{put(kept: Kept): void, drop(id: string): void}} Hand
 * @typedef {{
 *   isKept: boolean,
 *   all(): Promise<Kept[]>,
 *   change<T>(id: string, deed: (there: Kept | undefined, hand: Hand) => T): Promise<T>,
 *   onChange(listener: () => void): void,
 * }} Store
 */

const PATIENCE = 4_000; // milliseconds: some browsers neither open a database nor refuse it
const NAME = 'dateline-drafts-';
const PLACE = 'drafts';

/** Where this person's drafts are. @param {string} person @returns {Promise<Store>} */
export async function openStore(person) {
  try {
    return steadfast(inBrowser(await opened(NAME + person), person));
  } catch {
    return inMemory([]);
  }
}

/**
 * The same, and from the first failure on (a full disk, a database that was closed) in this page's memory.
 * @param {Store} store @returns {Store}
 */
function steadfast(store) {
  let current = store;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  store.onChange(() => listeners.forEach((listener) => listener()));
  const memory = async () => {
    if (current !== store) return current;
    current = inMemory(await store.all().catch(() => []));
    current.onChange(() => listeners.forEach((listener) => listener()));
    return current;
  };
  return {
    get isKept() { return current.isKept; },
    all: () => current.all().catch(async () => (await memory()).all()),
    change: (id, deed) => current.change(id, deed).catch(async () => (await memory()).change(id, deed)),
    onChange: (listener) => listeners.add(listener),
  };
}

/** The people whose drafts this browser holds. */
export async function people() {
  const found = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? [];
  return found.flatMap(({ name }) => (name?.startsWith(NAME) ? [name.slice(NAME.length)] : []));
}

/** Remove all drafts of this person from this browser. @param {string} person @returns {Promise<void>} */
export function wipe(person) {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME + person);
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
}

/** @param {string} name @returns {Promise<IDBDatabase>} */
function opened(name) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE);
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(PLACE, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** @param {IDBDatabase} database @param {string} person @returns {Store} */
function inBrowser(database, person) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME + person) : null;
  const tell = () => listeners.forEach((listener) => listener());
  others?.addEventListener('message', tell);
  database.onversionchange = () => database.close(); // somebody logs out: see leaving.js
  return {
    isKept: true,
    all: () => new Promise((resolve, reject) => {
      const asked = database.transaction(PLACE).objectStore(PLACE).getAll();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    }),
    change: (id, deed) => new Promise((resolve, reject) => {
      // Strict: on the disk and not only on its way there, since this is what is left after a power cut.
      const work = database.transaction(PLACE, 'readwrite', { durability: 'strict' });
      const drafts = work.objectStore(PLACE);
      const asked = drafts.get(id);
      /** @type {any} */
      let made;
      asked.onsuccess = () => {
        made = deed(asked.result, { put: (it) => drafts.put(it), drop: (which) => drafts.delete(which) });
      };
      work.oncomplete = () => {
        resolve(made);
        tell();
        others?.postMessage('');
      };
      work.onabort = () => reject(work.error);
    }),
    onChange: (listener) => listeners.add(listener),
  };
}

/** @param {Kept[]} known @returns {Store} */
function inMemory(known) {
  const drafts = new Map(known.map((it) => [it.id, it]));
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    isKept: false,
    all: async () => [...drafts.values()],
    change: async (id, deed) => {
      const made = deed(drafts.get(id), { put: (it) => drafts.set(it.id, it), drop: (which) => drafts.delete(which) });
      queueMicrotask(() => listeners.forEach((listener) => listener()));
      return made;
    },
    onChange: (listener) => listeners.add(listener),
  };
}
