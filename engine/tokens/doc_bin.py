class DocBin: pass
