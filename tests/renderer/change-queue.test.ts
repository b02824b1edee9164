import { expect, test } from 'vitest';
import { ChangeQueue, sameNumbers } from '../../renderer/reading/change-queue.ts';

const nextTurn = () => new Promise<void>((done) => setTimeout(done, 5));

test('a change waits for the one before it, and is given its pages where they stand by then', async () => {
  const queue = new ChangeQueue();
  let order = ['甲', '乙', '丙'];
  // As Alt+Down does: the chosen page goes one place down.
  const down = async (pages: ReadonlySet<number>) => {
    const [n = 0] = pages;
    await nextTurn();
    const [page = ''] = order.splice(n - 1, 1);
    order = [...order.slice(0, n), page, ...order.slice(n)];
    return (numbers: ReadonlySet<number>) =>
      new Set([...numbers].map((each) => (each === n ? n + 1 : each === n + 1 ? n : each)));
  };
  // Pressed twice before the window could show what came of it.
  void queue.add(new Set([1]), down);
  await queue.add(new Set([1]), down);
  expect(order).toEqual(['乙', '丙', '甲']);
  // Pressed after it was shown: by the numbers that are there now.
  await queue.add(new Set([1]), down);
  expect(order).toEqual(['丙', '乙', '甲']);
});

test('nothing is done to pages that the change before took away; one that fails holds up nothing', async () => {
  const queue = new ChangeQueue();
  const done: string[] = [];
  void queue.add(new Set([2]), async () => {
    await nextTurn();
    done.push('drop');
    return (numbers) => new Set([...numbers].filter((n) => n !== 2));
  });
  const failing = queue.add(new Set([3]), () => Promise.reject(new Error('disk')));
  void queue.add(new Set([2]), async () => {
    done.push('drop again');
    return sameNumbers;
  });
  const last = queue.add(new Set([1]), async () => {
    done.push('turn');
    return sameNumbers;
  });
  await expect(failing).rejects.toThrow('disk');
  await last;
  expect(done).toEqual(['drop', 'turn']);
});
