package dev.millrace.core.report;

/** The style sheet of reports, which pages begin with. */
public final class Style {
  public static final String SHEET =
      """
      :root{--ink:#1d2733;--quiet:#6b7785;--line:#dde3ea;--back:#fff;--main:#1f6feb;--second:#0b8a6a;
      --third:#b35c00;--alarm:#c62828}
      @media (prefers-color-scheme:dark){:root{--ink:#e4e9ef;--quiet:#94a1b0;--line:#2c3642;
      --back:#12181f;--main:#6aa8ff;--second:#4cc9a4;--third:#f0a65a;--alarm:#ff7b72}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);
      max-width:1080px;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.6rem;margin-bottom:.2rem;overflow-wrap:anywhere}h2{margin-top:2.2rem;border-bottom:1px solid var(--line)}
      h3{font-size:1rem;margin:1.2rem 0 .3rem}p{margin:.3rem 0;overflow-wrap:anywhere}
      table{border-collapse:collapse;font-size:.88rem;margin:.4rem 0 1rem}
      th,td{text-align:left;padding:.25rem .7rem;border-bottom:1px solid var(--line);
      vertical-align:top;max-width:30rem;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
      th{color:var(--quiet);font-weight:600}.wide{overflow-x:auto}
      .n{text-align:right;white-space:nowrap}
      .digest{font:.74rem/1.9 ui-monospace,monospace;white-space:nowrap;max-width:none}
      .matrix td{min-width:3rem}.note{color:var(--quiet);font-size:.88rem}
      .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(310px,1fr));gap:1.2rem;
      margin:.8rem 0 1rem}.chart{width:100%;height:auto}
      .chart text{font:11px system-ui,sans-serif;fill:var(--ink)}
      .chart .title{font-weight:600;font-size:12px}
      .chart .tick{fill:var(--quiet);font-size:10px}.chart .grid{stroke:var(--line)}
      .chart .main{fill:var(--main)}.chart .second{fill:var(--second)}.chart .third{fill:var(--third)}
      .chart .quiet{fill:var(--quiet)}.chart .alarm{fill:var(--alarm)}
      .chart .line{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
      .chart .line.main{stroke:var(--main)}.chart .line.second{stroke:var(--second)}
      .chart .line.third{stroke:var(--third)}.chart .line.alarm{stroke:var(--alarm)}
      .chart .line.quiet{stroke:var(--quiet);stroke-dasharray:4 3;stroke-width:1}
      .chart .interval{stroke:var(--ink);stroke-width:1.5}
      .good{color:var(--second)}.bad{color:var(--alarm)}footer{margin-top:3rem;color:var(--quiet)}
      @media print{body{max-width:none}}
      """;

  private Style() {}
}
