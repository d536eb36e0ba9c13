"""The peer of `npm run bench:search`: faiss's exact flat index, asked over pipes.

First line: rows, width, k; then the rows. A query: a line with their number and the threads for it; then the queries.
"""
import sys
import time

import faiss
import numpy as np

read = sys.stdin.buffer
rows, width, k = map(int, read.readline().split())
index = faiss.IndexFlatIP(width)
added = 0.0
left = rows
while left > 0:
    count = min(20000, left)
    block = np.frombuffer(read.read(4 * width * count), dtype=np.float32).reshape(count, width)
    start = time.perf_counter()
    index.add(block)
    added += time.perf_counter() - start
    left -= count
print(1000 * added, faiss.__version__, faiss.omp_get_max_threads(), flush=True)
while line := read.readline():
    count, threads = map(int, line.split())
    faiss.omp_set_num_threads(threads)
    queries = np.frombuffer(read.read(4 * width * count), dtype=np.float32).reshape(-1, width)
    start = time.perf_counter()
    _, found = index.search(queries, k)
    print(1000 * (time.perf_counter() - start), *found[0], flush=True)
