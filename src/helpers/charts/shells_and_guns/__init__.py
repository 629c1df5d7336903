"""What the lesson on shells and guns draws and prints."""

FIGURES = {
    "loads": ["container_calculator", "load_rays"],
    "totals": ["containers_per_day", "totals_by_speaker"],
    "goods": ["guns_and_launchers", "missiles_delivered_fired", "value_bars"],
    "tables": ["arms_dated", "shares_and_wholes", "totals_compared"],
}
