"""What tests of charts ask of a drawn figure."""


def places(figure):
    """Row id → (x, y) of every mark that stands for a row."""
    return {
        mark: (x, y)
        for trace in figure.data
        if trace.customdata is not None
        for mark, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
        if mark
    }
