"""The bench: what a reader needs to build charts with pandas and plotly.express that look like the course.

`from helpers.bench import bench_check, course_style, present`. It is read only by cells that ask for it,
because plotly.express takes time to load.
"""

from helpers.bench.checking import bench_check
from helpers.bench.guard import NotReady, one_kind
from helpers.bench.presenting import finished, my_charts, present
from helpers.bench.style import course_style
from helpers.bench.tables import about

__all__ = [
    "NotReady",
    "about",
    "bench_check",
    "course_style",
    "finished",
    "my_charts",
    "one_kind",
    "present",
]
