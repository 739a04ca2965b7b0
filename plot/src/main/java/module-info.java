/// Charts as SVG, PNG and LaTeX.
module dev.ravine.plot {
  requires static org.jspecify;
  requires com.github.weisj.jsvg;
  requires java.desktop;

  exports dev.ravine.plot;
}
