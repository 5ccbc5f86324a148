"""How long the real act takes in process, beside a plain loop over its characters."""

from yardstick import reread, seed, times, told

from beffroi.reader import read, read_file
from beffroi.reader.export import to_dict

RUNS = 30
AIM = 60  # milliseconds


def main() -> None:
    name, data = seed()
    text = data.decode("utf-8")
    reading = read(text)
    print(f"{len(text)} characters, {text.count(chr(10)) + 1} lines, {RUNS} runs; aim: {AIM} ms")
    loop = times(lambda: reread(text), RUNS)
    rows = {
        "plain loop": loop,
        "read": times(lambda: read(text), RUNS),
        "read_file": times(lambda: read_file(data, filename=name), RUNS),
        "to_dict": times(lambda: to_dict(reading), RUNS),
    }
    for title, taken in rows.items():
        print(f"{title:12} {told(taken)}   {min(taken) / min(loop):7.1f} × the plain loop")
    print(f"read, best: {min(rows['read']) * 1e3 / AIM:.2f} × the aim")


if __name__ == "__main__":
    main()
